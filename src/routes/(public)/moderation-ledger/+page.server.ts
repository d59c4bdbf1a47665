import { readLedger } from '$lib/moderation/server/ledger';
import { db } from '$lib/server/db/client';
import type { PageServerLoad } from './$types';

const MONTHS = 12;

export const load: PageServerLoad = async ({ locals }) => ({
	lines: await readLedger(db(), { lang: locals.lang, months: MONTHS }),
});

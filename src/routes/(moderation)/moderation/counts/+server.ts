import { readCounts } from '$lib/moderation/server/reads';
import { db } from '$lib/server/db/client';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals }) =>
	Response.json(await readCounts(db(), locals.actor!), { headers: { 'cache-control': 'private, no-store' } });

import { findLastCheck } from '$lib/integrity/server/reads';
import { db } from '$lib/server/db/client';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => ({ check: await findLastCheck(db()) });

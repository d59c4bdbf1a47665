import { listGroups } from '$lib/insights/server/groups/groups-page';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({ lines: await listGroups(event) });

import { loadGroups } from '$lib/insights/server/groups/groups-page';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({ view: await loadGroups('topic', event) });

import { loadSaid } from '$lib/insights/server/dashboard-page';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => loadSaid(event);

import { loadToneModel } from '$lib/insights/server/tone/model-card';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = () => ({ card: loadToneModel() });

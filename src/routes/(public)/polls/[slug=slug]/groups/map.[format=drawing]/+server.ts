import { mapFigure } from '$lib/insights/group-figures';
import { figureResponse } from '$lib/insights/server/figure-response';
import { loadMap } from '$lib/insights/server/groups/groups-page';
import type { RequestHandler } from './$types';

/** The map, which everybody sees, to take along. */
export const GET: RequestHandler = async (event) => {
	const { slug, format } = event.params;
	return figureResponse(mapFigure(await loadMap('poll', event)), { name: `${slug}-map`, format });
};

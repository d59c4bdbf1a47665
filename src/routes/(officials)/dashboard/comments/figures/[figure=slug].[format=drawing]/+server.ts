import { error } from '@sveltejs/kit';
import { saidFigure } from '$lib/insights/said-figure';
import { loadSaid } from '$lib/insights/server/dashboard-page';
import { figureResponse } from '$lib/insights/server/figure-response';
import type { RequestHandler } from './$types';

/** The figure of the page, by the same filters. */
export const GET: RequestHandler = async (event) => {
	const figure = saidFigure(await loadSaid(event));
	const { figure: id, format } = event.params;
	if (figure?.id !== id) error(404);
	return figureResponse(figure, { name: `comments-${id}`, format });
};

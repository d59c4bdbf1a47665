import { error } from '@sveltejs/kit';
import { pollFigures } from '$lib/insights/poll-figures';
import { loadPollInsight } from '$lib/insights/server/dashboard-page';
import { figureResponse } from '$lib/insights/server/figure-response';
import type { RequestHandler } from './$types';

/** One figure of the page, which whoever sees the page may take along. */
export const GET: RequestHandler = async (event) => {
	const { results, ...insight } = await loadPollInsight(event);
	if (!results) error(403, 'results-hidden');
	const { figure: id, format } = event.params;
	const figure = pollFigures({ ...insight, results }).find((one) => one.id === id);
	if (!figure) error(404);
	return figureResponse(figure, { name: `${insight.poll.slug}-${id}`, format });
};

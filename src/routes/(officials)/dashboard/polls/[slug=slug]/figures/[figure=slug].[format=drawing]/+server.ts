import { error } from '@sveltejs/kit';
import { drawFigure } from '$lib/insights/charts/draw-figure';
import { figureTable } from '$lib/insights/charts/figure';
import { pollFigures } from '$lib/insights/poll-figures';
import { loadPollInsight } from '$lib/insights/server/dashboard-page';
import { tableResponse } from '$lib/server/table-response';
import type { RequestHandler } from './$types';

/** One figure of the page, which whoever sees the page may take along. */
export const GET: RequestHandler = async (event) => {
	const { poll, results, hours, breakdown } = await loadPollInsight(event);
	if (!results) error(403, 'results-hidden');
	const { figure: id, format } = event.params;
	const figure = pollFigures({ poll, results, hours, breakdown }).find((one) => one.id === id);
	if (!figure) error(404);
	const name = `${poll.slug}-${id}`;
	if (format === 'csv') return tableResponse({ name, format, rows: figureTable(figure) });
	return new Response(drawFigure(figure), {
		headers: {
			'content-type': 'image/svg+xml; charset=utf-8',
			'content-disposition': `attachment; filename="${name}.svg"`,
			'cache-control': 'private, no-store',
		},
	});
};

import { error } from '@sveltejs/kit';
import { figureResponse } from '$lib/insights/server/figure-response';
import { loadToneFigures } from '$lib/insights/server/tone/tone-page';
import { toneFigures } from '$lib/insights/tone-figures';
import { toneAbout } from '$lib/insights/tone-words';
import type { RequestHandler } from './$types';

/** One figure of the page, by the same filters. */
export const GET: RequestHandler = async (event) => {
	const tones = await loadToneFigures(event);
	const { figure: id, format } = event.params;
	const figure = toneFigures({ ...tones, about: toneAbout(tones) }).find((one) => one.id === id);
	if (!figure) error(404);
	return figureResponse(figure, { name: id, format });
};

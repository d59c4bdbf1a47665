import { error } from '@sveltejs/kit';
import { newAnswersFigure } from '$lib/insights/new-answers-figure';
import { loadNewAnswers } from '$lib/insights/server/dashboard-page';
import { figureResponse } from '$lib/insights/server/figure-response';
import type { RequestHandler } from './$types';

/** The small chart of the overview, by its period. */
export const GET: RequestHandler = async (event) => {
	const counted = await loadNewAnswers(event);
	if (!counted) error(403, 'results-hidden');
	const { slug, format } = event.params;
	return figureResponse(newAnswersFigure(counted), { name: `${slug}-new-answers`, format });
};

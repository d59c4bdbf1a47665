import { publicProblem } from '../../server/public-read';

export function resultsRefusal(refusal: 'not-found' | 'results-hidden'): Response {
	return refusal === 'not-found'
		? publicProblem(404, 'not-found', 'There is no such poll.')
		: publicProblem(403, 'results-hidden', 'The result policy of this poll hides its results for now.');
}

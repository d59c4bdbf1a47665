import { accentCss } from '$lib/embed/accent';
import { readEmbedWishes } from '$lib/embed/embed-code';
import { problem } from '$lib/server/problem';
import type { RequestHandler } from './$types';

/** A stylesheet of its own, since the policy of the page allows none within it. */
export const GET: RequestHandler = ({ url }) => {
	const { accent } = readEmbedWishes(url.searchParams);
	if (!accent) return problem(422, 'invalid-query', 'Give six hexadecimal digits as `accent`.');
	return new Response(accentCss(accent), {
		headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'public, max-age=604800' },
	});
};

import { error } from '@sveltejs/kit';
import { previewOfPoll, previewOfResults } from '$lib/embed/preview-words';
import { previews } from '$lib/embed/server/preview/previews';
import { mayResultsBeSeen } from '$lib/polls/poll';
import { findPoll } from '$lib/polls/server/reads';
import { readResults } from '$lib/ballots/server/reads';
import { db } from '$lib/server/db/client';
import { inLanguageOf } from '$lib/server/language';
import { problem } from '$lib/server/problem';
import type { RequestHandler } from './$types';

/** Seconds for which the figures of an image stand. */
const KEEP = 60;

/** `?of=results`: with the figures, where everybody may see them. `?in=`: in that language, which is not the reader's choice. */
export const GET: RequestHandler = async (event) => {
	const { params, url, locals, request } = event;
	const asked = url.searchParams.get('in');
	const lang = asked === 'vi' || asked === 'en' ? asked : locals.lang;
	const poll = await findPoll(db(), params.slug, lang);
	if (!poll) error(404);
	const isResults = url.searchParams.get('of') === 'results';
	// An image goes to everybody, so it knows nobody who has answered.
	const results =
		isResults && mayResultsBeSeen(poll, { hasVoted: false }) ? await readResults(db(), poll) : null;
	const preview = inLanguageOf(event, lang, () =>
		isResults ? previewOfResults(poll, results) : previewOfPoll(poll),
	);
	const image = await previews.find(preview);
	if (!image)
		return problem(503, 'busy', 'Too many images are being drawn.', { headers: { 'retry-after': '5' } });
	const etag = `"${image.version}"`;
	const headers = { etag, 'cache-control': `public, max-age=${KEEP}`, vary: 'Accept-Language, Cookie' };
	if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
	return new Response(image.png as BodyInit, { headers: { 'content-type': 'image/png', ...headers } });
};

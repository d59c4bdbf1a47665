import { fileStore } from '$lib/server/files/open-store';
import { problem } from '$lib/server/problem';
import type { RequestHandler } from './$types';

/** A name is what is in the file, so an answer is right for ever. Nothing runs in it, wherever it is opened. */
export const GET: RequestHandler = async ({ params: { name }, request }) => {
	const etag = `"${name}"`;
	const headers = {
		etag,
		'cache-control': 'public, max-age=31536000, immutable',
		'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
		'cross-origin-resource-policy': 'cross-origin',
	};
	if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
	const file = await fileStore().open(name);
	if (!file) return problem(404, 'not-found', 'There is no such picture.');
	return new Response(file.body, {
		headers: {
			...headers,
			'content-type': name.endsWith('.webp') ? 'image/webp' : 'image/jpeg',
			'content-length': String(file.size),
		},
	});
};

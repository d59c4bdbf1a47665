/**
 * Whole pages for readers about whom nothing is known, kept for one second, already compressed. On an article that
 * everybody reads, a thousand arrivals a second cost one rendering, and what they see is at most a second old; their
 * live stream brings them up to date. The key names everything that such a page depends on; whoever brings a device
 * or session cookie gets a page of their own.
 */
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { replaceNonceByHashes } from './hash-csp';

const KEEP_MS = 1_000;
const MOST = 1_000;
const zip = promisify(gzip);

interface KeptPage {
	at: number;
	headers: [string, string][];
	html: Uint8Array;
	zipped: Uint8Array;
}

const kept = new Map<string, Promise<KeptPage | undefined>>();

/** @param render makes the page; anything but a plain 200 page without a cookie is never kept */
export async function cachedPage(
	key: string,
	request: Request,
	render: () => Promise<Response>,
): Promise<Response> {
	const found = kept.get(key);
	const page = await found?.catch(() => undefined);
	if (page && Date.now() - page.at < KEEP_MS) return answer(page, request, 'hit');
	// Somebody else began to render it while we waited.
	if (kept.get(key) !== found) return cachedPage(key, request, render);

	let fresh: Response | undefined;
	const rendering = render().then((response) => {
		fresh = response;
		return mayBeShared(response) ? keep(response.clone()) : undefined;
	});
	if (kept.size >= MOST) kept.clear();
	kept.set(key, rendering);
	try {
		const made = await rendering;
		if (made) return answer(made, request, 'miss');
	} finally {
		if ((await rendering.catch(() => undefined)) === undefined) kept.delete(key);
	}
	return fresh!;
}

/** A page that hands somebody a cookie is theirs, whoever made it so. */
function mayBeShared({ status, headers }: Response): boolean {
	return status === 200 && !headers.has('set-cookie');
}

async function keep(response: Response): Promise<KeptPage> {
	const { html, csp } = replaceNonceByHashes(
		await response.text(),
		response.headers.get('content-security-policy') ?? '',
	);
	const headers = new Headers(response.headers);
	headers.set('content-security-policy', csp);
	headers.set('cache-control', 'private, no-cache');
	headers.set('vary', 'Accept-Encoding, Accept-Language, Cookie');
	headers.delete('etag');
	headers.delete('content-length');
	const bytes = new TextEncoder().encode(html);
	return { at: Date.now(), headers: [...headers], html: bytes, zipped: await zip(bytes, { level: 9 }) };
}

function answer(page: KeptPage, request: Request, state: 'hit' | 'miss'): Response {
	const headers = new Headers(page.headers);
	headers.set('x-cache', state);
	const zipped = /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '');
	if (zipped) headers.set('content-encoding', 'gzip');
	return new Response((zipped ? page.zipped : page.html) as BodyInit, { headers });
}

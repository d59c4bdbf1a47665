/** Answers of the public API: readable from any site, validated by ETag, and kept for a moment by shared caches. */
import { createHash } from 'node:crypto';
import { problem } from './problem';

/** Pre-flight requests ask for nothing more than this; writing from another site is not on offer. */
export const READABLE_FROM_ANYWHERE = { 'access-control-allow-origin': '*' };

export interface PublicRead {
	body: string;
	type?: string;
	/** Seconds in a shared cache; 0 where the answer differs between readers. */
	maxAge: number;
	/** What the ETag is made of, where the body alone changes with every reading (time stamps). */
	version?: string;
	headers?: Record<string, string>;
}

export function publicRead(
	request: Request,
	{ body, type = 'application/json', maxAge, version, headers }: PublicRead,
): Response {
	const etag = `W/"${createHash('sha256')
		.update(version ?? body)
		.digest('base64url')
		.slice(0, 22)}"`;
	const all = {
		...READABLE_FROM_ANYWHERE,
		etag,
		'cache-control': maxAge > 0 ? `public, max-age=${maxAge}, stale-while-revalidate=5` : 'private, no-store',
		vary: 'Accept-Language, Cookie',
		...headers,
	};
	if (
		request.headers
			.get('if-none-match')
			?.split(/\s*,\s*/)
			.includes(etag)
	)
		return new Response(null, { status: 304, headers: all });
	return new Response(body, { headers: { 'content-type': `${type}; charset=utf-8`, ...all } });
}

export function publicProblem(status: number, code: string, title: string): Response {
	return problem(status, code, title, { headers: READABLE_FROM_ANYWHERE });
}

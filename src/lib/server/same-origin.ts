/**
 * Whether a write comes from one of our own pages. Stricter than the framework's check, which it replaces: it holds
 * for every content type, and for writes without a cookie too, since an open poll counts a browser's first answer
 * and another site must not be able to make its visitors' browsers give one.
 *
 * Allowed without either header: a client that is no browser and sends no cookie.
 */
export function isSameOriginWrite(request: Request, origin: string): boolean {
	const site = request.headers.get('sec-fetch-site');
	if (site !== null) return site === 'same-origin' || site === 'none';
	const from = request.headers.get('origin');
	if (from !== null) return from === origin;
	return request.headers.get('cookie') === null;
}

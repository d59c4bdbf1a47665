/** Errors of the API: RFC 9457 problem details with a stable `code`. */
export function problem(
	status: number,
	code: string,
	title: string,
	{ headers = {}, ...extra }: { headers?: Record<string, string>; [member: string]: unknown } = {},
): Response {
	return new Response(JSON.stringify({ type: 'about:blank', title, status, code, ...extra }), {
		status,
		headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
	});
}

export function tooManyStreams(): Response {
	return problem(503, 'too-many-streams', 'Too many live streams are open.', {
		headers: { 'retry-after': '30' },
	});
}

const CODES: Record<number, [code: string, title: string]> = {
	404: ['not-found', 'There is nothing at this address.'],
	405: ['method-not-allowed', 'This address takes other methods; see the header Allow.'],
	413: ['too-large', 'The body is too large.'],
	503: ['busy', 'The database cannot be asked just now. Send the same again in a moment.'],
};

/** What the framework itself refuses below /api/, or what failed there, is told in the API's own form too. */
export function asProblem(request: Request, response: Response, requestId: string): Response {
	if (response.status < 400 || response.headers.get('content-type') === 'application/problem+json')
		return response;
	const [code, title] = CODES[response.status] ?? ['failed', 'The fault is ours. Try again later.'];
	const kept = ['allow', 'retry-after'].flatMap((name) => {
		const value = response.headers.get(name);
		return value === null ? [] : [[name, value] as const];
	});
	const isRead = request.method === 'GET' || request.method === 'HEAD';
	return problem(response.status, code, title, {
		...(code === 'failed' ? { id: requestId } : {}),
		headers: {
			...Object.fromEntries(kept),
			...(isRead ? { 'access-control-allow-origin': '*' } : {}),
		},
	});
}

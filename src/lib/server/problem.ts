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

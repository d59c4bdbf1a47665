/** The process lives. It asks nothing of the database, whose outage no restart of the process would mend. */
export function GET(): Response {
	return new Response('ok', { headers: { 'content-type': 'text/plain', 'cache-control': 'no-store' } });
}

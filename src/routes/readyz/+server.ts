import { databaseAnswers } from '$lib/server/database-answers';
import { problem } from '$lib/server/problem';
import { isShuttingDown } from '$lib/server/shutting-down';

/** Whether to send visitors here: for load balancers and for a rollout that waits. */
export async function GET(): Promise<Response> {
	if (isShuttingDown()) return problem(503, 'shutting-down', 'This process is about to end.');
	if (!(await databaseAnswers()))
		return problem(503, 'database-unreachable', 'The database does not answer.');
	return new Response('ok', { headers: { 'content-type': 'text/plain', 'cache-control': 'no-store' } });
}

/**
 * A database that is away, starting again or full is no fault of the request, nor one of ours that somebody should report:
 * wherever it shows, the answer is 503 with when to come again, in the form that was asked for. What was acknowledged before
 * stays so, and whatever met this trouble was not.
 */
import { json, type Handle, type RequestEvent } from '@sveltejs/kit';
import { isPassing } from './db/errors';
import { QueueFull } from './group-commit';
import { problem } from './problem';

const AGAIN = { 'retry-after': '5' };
const TITLE = 'The database cannot be asked just now. Send the same again in a moment.';

export function isPassingTrouble(thrown: unknown): boolean {
	return thrown instanceof QueueFull || isPassing(thrown);
}

/** What a load or an action threw has become an answer by then; `handleError` noted what it was. */
export const tellPassingTrouble: Handle = async ({ event, resolve }) => {
	try {
		const response = await resolve(event);
		return response.status === 500 && event.locals.metPassingTrouble
			? unavailable(event, response)
			: response;
	} catch (thrown) {
		if (!isPassingTrouble(thrown)) throw thrown;
		return unavailable(event);
	}
};

async function unavailable(event: RequestEvent, rendered?: Response): Promise<Response> {
	const { request, cookies, isDataRequest } = event;
	const error = { message: TITLE };
	// The script that sent a form keeps what was typed, and reads the answer in a form of its own.
	if (request.headers.get('x-sveltekit-action') === 'true')
		return json({ type: 'error', error }, { status: 503, headers: AGAIN });
	if (isDataRequest) return json(error, { status: 503, headers: AGAIN });
	if (!/\btext\/html\b/.test(request.headers.get('accept') ?? ''))
		return problem(503, 'busy', TITLE, { headers: AGAIN });
	// In other people's pages there is no room for a page with our head.
	if (rendered && event.url.pathname.startsWith('/embed/')) return busy(rendered);
	// Without the cookie of the session, about which the database would be asked.
	const look = ['lang', 'theme'].map((name) => `${name}=${cookies.get(name) ?? ''}`).join('; ');
	const page = await event.fetch('/instead?why=busy', { credentials: 'omit', headers: { cookie: look } });
	return busy(page);
}

function busy(page: Response): Response {
	const headers = new Headers(page.headers);
	headers.set('retry-after', AGAIN['retry-after']);
	return new Response(page.body, { status: 503, headers });
}

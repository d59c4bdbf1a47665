/** Load and form action of the pages on which a poll is answered: the poll's own page and the widget. */
import { error, fail, redirect, type Cookies, type RequestEvent } from '@sveltejs/kit';
import { ORDERS } from '../../polls/option-order';
import { issueDevice, readDevice } from '../../server/device';
import { formText } from '../../shared/form-text';
import { readPollView, type PollView } from './poll-view';
import { receiveAnswer } from './receive-answer';
import { statusOf } from './refusal-status';

export async function loadPollPage(event: RequestEvent<{ slug: string }>): Promise<PollView> {
	const view = await readPollView(event.params.slug, event.locals.lang, {
		actor: event.locals.actor,
		cookies: event.cookies,
		order: event.locals.order,
	});
	if (!view) error(404);
	// Personal (own answer, own order of options): no shared cache may keep it.
	event.setHeaders({ 'cache-control': 'private, no-store' });
	return view;
}

/**
 * A browser has its id before its answer is counted: when the first reply is lost on the way, it would come again as
 * somebody new. So it is sent on to the same address with all that it carries (307), and counted when it brings the cookie.
 * @returns whether it came back without: it keeps none
 */
export function bringCookieFirst(event: RequestEvent, issue: (cookies: Cookies) => unknown): boolean {
	if (readDevice(event.cookies) !== undefined) return false;
	if (event.url.searchParams.has('asked')) return true;
	issue(event.cookies);
	redirect(307, `${event.url.pathname}${event.url.search}&asked=1`);
}

export async function voteAction(event: RequestEvent<{ slug: string }>) {
	// On a page of our own, one that keeps no cookies is counted all the same; how often, the limits say.
	if (!event.locals.actor?.verified) bringCookieFirst(event, issueDevice);
	const form = await event.request.formData();
	const given = form
		.getAll('choice')
		.map((value) => (typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : NaN));
	// Whoever is asked again finds the options where they were.
	const order = formText(form, 'order');
	if (/^\d{1,4}$/.test(order)) event.locals.order = Number(order) % ORDERS;
	const result = await receiveAnswer({
		slug: event.params.slug,
		lang: event.locals.lang,
		choices: given,
		other: formText(form, 'other', 10_000),
		proof: formText(form, 'proof', 10_000) || undefined,
		actor: event.locals.actor,
		cookies: event.cookies,
		ip: event.getClientAddress(),
	});
	if (result.ok) return { outcome: result.value };
	const { reason, retryAfter, challenge } = result;
	if (retryAfter) event.setHeaders({ 'retry-after': String(retryAfter) });
	return fail(statusOf(reason), {
		reason,
		choices: given.filter(Number.isInteger),
		other: formText(form, 'other'),
		retryAfter,
		challenge,
	});
}

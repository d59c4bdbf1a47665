/** Load and form action of the pages on which a poll is answered: the poll's own page and the widget. */
import { error, fail, type RequestEvent } from '@sveltejs/kit';
import { ORDERS } from '../../polls/option-order';
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

export async function voteAction(event: RequestEvent<{ slug: string }>) {
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
	return fail(statusOf(reason), {
		reason,
		choices: given.filter(Number.isInteger),
		other: formText(form, 'other'),
		retryAfter,
		challenge,
	});
}

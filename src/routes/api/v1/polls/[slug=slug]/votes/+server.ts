import { json } from '@sveltejs/kit';
import { voteSchema } from '$lib/ballots/ballot.schema';
import { receiveAnswer, type AnswerRefusal } from '$lib/ballots/server/receive-answer';
import { statusOf } from '$lib/ballots/server/refusal-status';
import { problem } from '$lib/server/problem';
import { readJson } from '$lib/server/read-json';
import type { RequestHandler } from './$types';

const MAX_BYTES = 16_384;

const TITLES: Record<AnswerRefusal, string> = {
	'not-found': 'There is no such poll.',
	'sign-in-required': 'This poll takes answers from verified citizens who have signed in.',
	'not-eligible': 'This poll asks other citizens.',
	'poll-not-open': 'This poll has not opened yet.',
	'poll-closed': 'This poll has closed.',
	'no-more-changes': 'This answer has been changed as often as the poll allows.',
	'invalid-choices': 'These choices are no answer to this poll.',
	'other-too-long': 'The words for "other" are longer than 300 characters.',
	'bad-challenge': 'The challenge was not solved, or was used before.',
	'slow-down': 'Many answers come from this network. Try again later, or solve the challenge.',
	busy: 'The ballot box is busy. Send the same answer again in a moment; it counts once.',
};

export const POST: RequestHandler = async ({ request, params, locals, cookies, getClientAddress }) => {
	const body = await readJson(request, MAX_BYTES);
	if (!body.ok) {
		switch (body.reason) {
			case 'not-json':
				return problem(415, 'not-json', 'Send application/json.');
			case 'too-large':
				return problem(413, 'too-large', `The body is larger than ${MAX_BYTES} bytes.`);
			case 'malformed':
				return problem(422, 'invalid-choices', 'The body is not JSON.');
		}
	}
	const vote = voteSchema.safeParse(body.value);
	if (!vote.success) return problem(422, 'invalid-choices', TITLES['invalid-choices']);

	const result = await receiveAnswer({
		...vote.data,
		slug: params.slug,
		lang: locals.lang,
		actor: locals.actor,
		cookies,
		ip: getClientAddress(),
	});
	if (result.ok) return json({ outcome: result.value }, { status: result.value === 'counted' ? 201 : 200 });
	const { reason, retryAfter, challenge } = result;
	return problem(statusOf(reason), reason, TITLES[reason], {
		...(challenge ? { challenge } : {}),
		...(reason === 'sign-in-required' ? { signIn: `/sign-in?next=/polls/${params.slug}` } : {}),
		headers: retryAfter ? { 'retry-after': String(retryAfter) } : {},
	});
};

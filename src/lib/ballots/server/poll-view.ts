/** Everything that the pages of one poll show to one reader. */
import type { Cookies } from '@sveltejs/kit';
import { ORDERS, orderOptions } from '../../polls/option-order';
import { mayResultsBeSeen, type Lang, type Poll, type PollOption } from '../../polls/poll';
import type { HourlyTurnout, Results } from '../../polls/results';
import { findPoll } from '../../polls/server/reads';
import { db } from '../../server/db/client';
import { readDevice } from '../../server/device';
import { pollKeys } from './ballot-box';
import { findAnswer, listHourlyTurnout, readResults } from './reads';
import { voterKey } from './voter-key';

export interface PollView {
	poll: Poll;
	/** In this reader's order. */
	options: PollOption[];
	order: number;
	/** Null while the result policy hides them from this reader. */
	results: Results | null;
	turnout: HourlyTurnout[];
	mayVote: 'yes' | 'sign-in-required' | 'not-open' | 'closed';
	/** The reader's own answer. */
	answer: number[] | null;
	now: Date;
}

/** @param order the order that the reader saw before, where a form brings it back */
export async function readPollView(
	slug: string,
	lang: Lang,
	cookies: Cookies,
	order?: number,
): Promise<PollView | undefined> {
	const poll = await findPoll(db(), slug, lang);
	if (!poll) return undefined;
	const device = readDevice(cookies);
	const answer = device === undefined ? null : ((await findOwnAnswer(poll, device)) ?? null);
	const seen = mayResultsBeSeen(poll, { hasVoted: answer !== null });
	const [results, turnout] = seen
		? await Promise.all([readResults(db(), poll), listHourlyTurnout(db(), poll.id)])
		: [null, []];
	const shown = order ?? orderFor(device);
	return {
		poll,
		options: poll.ordered ? poll.options : orderOptions(poll.options, shown),
		order: shown,
		results,
		turnout,
		mayVote: mayVote(poll),
		answer,
		now: new Date(),
	};
}

/** @returns the choices that this device has in the poll */
export async function findOwnAnswer(poll: Poll, device: string): Promise<number[] | undefined> {
	const key = await pollKeys.of(poll.id);
	return key && findAnswer(db(), poll.id, voterKey(key, { class: 'unverified', id: device }));
}

function mayVote(poll: Poll): PollView['mayVote'] {
	if (poll.status === 'closed') return 'closed';
	if (poll.status !== 'open') return 'not-open';
	return poll.level === 'open' ? 'yes' : 'sign-in-required';
}

/** A known browser always gets the same order; an unknown one any. */
function orderFor(device: string | undefined): number {
	if (device === undefined) return Math.floor(Math.random() * ORDERS);
	return Buffer.from(device, 'base64url')[0]! % ORDERS;
}

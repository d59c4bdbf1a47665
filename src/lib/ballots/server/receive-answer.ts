/** From a request to a counted answer: who answers, how often may they, and what came of it. Page and API share it. */
import { canonicalChoices, type Lang } from '../../polls/poll';
import { createProofChallenge, verifyProof } from '../../server/challenge';
import { isPassing } from '../../server/db/errors';
import { issueDevice } from '../../server/device';
import { QueueFull } from '../../server/group-commit';
import { ANSWERS_FREE, ANSWERS_HARD, take } from '../../server/rate-limit';
import { pollCache } from '../../polls/server/poll-cache';
import type { Counted, VoteRefusal } from '../ballot';
import { castVote } from './cast-vote';
import { findBrowserVoter, findVoter, refusalByLevel, type Visitor } from './voter';

export interface Received extends Visitor {
	slug: string;
	lang: Lang;
	choices: readonly number[];
	other?: string;
	/** A solved challenge, after `slow-down` asked for one. */
	proof?: string;
	ip: string;
}

export type AnswerRefusal = VoteRefusal | 'other-too-long' | 'bad-challenge' | 'slow-down' | 'busy';

export type Reception =
	| { ok: true; value: Counted }
	| { ok: false; reason: AnswerRefusal; retryAfter?: number; challenge?: unknown };

/** A database that is away for a moment is no failure of ours to report, but a reason to ask again. */
export async function receiveAnswer(received: Received): Promise<Reception> {
	try {
		return await receive(received);
	} catch (error) {
		if (error instanceof QueueFull || isPassing(error)) return { ok: false, reason: 'busy', retryAfter: 2 };
		throw error;
	}
}

async function receive(received: Received): Promise<Reception> {
	const poll = await pollCache.find(received.slug, received.lang);
	if (!poll) return { ok: false, reason: 'not-found' };
	// Refusals that cost nothing come before the counters: a slip of the finger is not a flood.
	if (poll.status === 'closed') return { ok: false, reason: 'poll-closed' };
	const barred = await refusalByLevel(poll, received.actor);
	if (barred) return { ok: false, reason: barred };
	if (!canonicalChoices(poll, received.choices)) return { ok: false, reason: 'invalid-choices' };

	const limited = await refuseFlood(received);
	if (limited) return limited;
	const voter = findVoter(received) ?? { class: 'unverified', id: issueDevice(received.cookies) };
	return castVote({
		poll,
		voter,
		browser: voter.class === 'verified' ? findBrowserVoter(received) : undefined,
		choices: received.choices,
		...(received.actor ? { resident: received.actor } : {}),
		other: received.other,
	});
}

async function refuseFlood({ ip, proof }: Received): Promise<Reception | undefined> {
	const { verdict, retryAfter } = await take({
		purpose: 'answer',
		ip,
		free: ANSWERS_FREE,
		hard: ANSWERS_HARD,
	});
	if (verdict === 'free') return undefined;
	if (verdict === 'refuse') return { ok: false, reason: 'slow-down', retryAfter };
	if (proof === undefined)
		return { ok: false, reason: 'slow-down', retryAfter, challenge: await createProofChallenge() };
	return (await verifyProof(proof))
		? undefined
		: { ok: false, reason: 'bad-challenge', challenge: await createProofChallenge() };
}

/** Everything that the pages of one poll show to one reader. */
import { createHash } from 'node:crypto';
import { ORDERS, orderOptions } from '../../polls/option-order';
import { mayResultsBeSeen, type Lang, type Poll, type PollOption, type VoterClass } from '../../polls/poll';
import type { HourlyTurnout, Results } from '../../polls/results';
import { pollCache } from '../../polls/server/poll-cache';
import { ownAnswers, pollKeys } from './ballot-box';
import { sharedFigures } from './shared-figures';
import { voterKey, type Voter } from './voter-key';
import { findBrowserVoter, findVoter, refusalByLevel, type Visitor } from './voter';

export type MayVote = 'yes' | 'sign-in-required' | 'not-eligible' | 'not-open' | 'closed';

export interface PollView {
	poll: Poll;
	/** In this reader's order. */
	options: PollOption[];
	order: number;
	/** Null while the result policy hides them from this reader. */
	results: Results | null;
	turnout: HourlyTurnout[];
	mayVote: MayVote;
	/** The reader's own answer. */
	answer: number[] | null;
	/** In which class it counts. */
	ownClass: VoterClass;
	/** What this browser answered before its owner signed in; answering now replaces it. */
	earlier: number[] | null;
	now: Date;
}

/** @param visitor `order`: the order that the reader saw before, where a form brings it back */
export async function readPollView(
	slug: string,
	lang: Lang,
	{ order, ...visitor }: Visitor & { order?: number },
): Promise<PollView | undefined> {
	const poll = await pollCache.find(slug, lang);
	if (!poll) return undefined;
	const { own, browser } = await findOwnAnswers(poll, visitor);
	const seen = mayResultsBeSeen(poll, { hasVoted: (own ?? browser) !== undefined });
	const { results, turnout } = seen ? await sharedFigures(poll) : { results: null, turnout: [] };
	const shown = order ?? orderFor(findVoter(visitor));
	return {
		poll,
		options: poll.ordered ? poll.options : orderOptions(poll.options, shown),
		order: shown,
		results,
		turnout,
		mayVote: await mayVote(poll, visitor),
		answer: own ?? null,
		ownClass: findVoter(visitor)?.class ?? 'unverified',
		earlier: own ? null : (browser ?? null),
		now: new Date(),
	};
}

/** The reader's own choices, and where a person is signed in, those of their browser from before. */
export async function findOwnAnswers(
	poll: Poll,
	visitor: Visitor,
): Promise<{ own?: number[]; browser?: number[] }> {
	const [voter, browser] = [findVoter(visitor), findBrowserVoter(visitor)];
	const key = voter && (await pollKeys.of(poll.id));
	if (!key) return {};
	const choicesOf = (who: Voter) => ownAnswers.find(poll.id, voterKey(key, who));
	const [own, before] = await Promise.all([
		choicesOf(voter),
		voter.class === 'verified' && browser ? choicesOf(browser) : undefined,
	]);
	if (own) return { own };
	return before ? { browser: before } : {};
}

async function mayVote(poll: Poll, { actor }: Visitor): Promise<MayVote> {
	if (poll.status === 'closed') return 'closed';
	if (poll.status !== 'open') return 'not-open';
	return (await refusalByLevel(poll, actor)) ?? 'yes';
}

/** Somebody known always gets the same order; a stranger any. */
function orderFor(voter: Voter | undefined): number {
	if (voter === undefined) return Math.floor(Math.random() * ORDERS);
	return createHash('sha256').update(voter.id).digest()[0]! % ORDERS;
}

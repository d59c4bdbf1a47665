/** Who may read a poll's results through the API, asked by the same rule as for pages. */
import { areResultsTheSameForAll, mayResultsBeSeen, type Lang, type Poll } from '../../polls/poll';
import { findPoll } from '../../polls/server/reads';
import { db } from '../../server/db/client';
import { findOwnAnswers } from './poll-view';
import type { Visitor } from './voter';

export type Access = { poll: Poll; sameForAll: boolean } | { refusal: 'not-found' | 'results-hidden' };

export async function accessResults(slug: string, lang: Lang, visitor: Visitor): Promise<Access> {
	const poll = await findPoll(db(), slug, lang);
	if (!poll) return { refusal: 'not-found' };
	const sameForAll = areResultsTheSameForAll(poll);
	const { own, browser } = sameForAll ? {} : await findOwnAnswers(poll, visitor);
	const hasVoted = (own ?? browser) !== undefined;
	return mayResultsBeSeen(poll, { hasVoted }) ? { poll, sameForAll } : { refusal: 'results-hidden' };
}

/** Who may read a poll's results through the API, asked by the same rule as for pages. */
import type { Cookies } from '@sveltejs/kit';
import { areResultsTheSameForAll, mayResultsBeSeen, type Lang, type Poll } from '../../polls/poll';
import { findPoll } from '../../polls/server/reads';
import { db } from '../../server/db/client';
import { readDevice } from '../../server/device';
import { findOwnAnswer } from './poll-view';

export type Access = { poll: Poll; sameForAll: boolean } | { refusal: 'not-found' | 'results-hidden' };

export async function accessResults(slug: string, lang: Lang, cookies: Cookies): Promise<Access> {
	const poll = await findPoll(db(), slug, lang);
	if (!poll) return { refusal: 'not-found' };
	const sameForAll = areResultsTheSameForAll(poll);
	const device = sameForAll ? undefined : readDevice(cookies);
	const hasVoted = device !== undefined && (await findOwnAnswer(poll, device)) !== undefined;
	return mayResultsBeSeen(poll, { hasVoted }) ? { poll, sameForAll } : { refusal: 'results-hidden' };
}

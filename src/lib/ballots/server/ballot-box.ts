/** The ballot box of this process: the write path, the keys and what both need, made once and shared by all requests. */
import { db, pool, writer } from '../../server/db/client';
import { env } from '../../server/env';
import { voteBatchSize } from '../../server/metrics';
import { openOtherAnswerWriter } from './other-answers';
import { OwnAnswers } from './own-answers';
import { PollStrata } from './poll-strata';
import { PollKeys } from './voter-key';
import { openVoteWriter } from './write-votes';

export const votes = openVoteWriter(writer, { onBatch: (size) => voteBatchSize.observe(size) });
export const otherAnswers = openOtherAnswerWriter(db);
export const ownAnswers = new OwnAnswers(pool);
export const pollStrata = new PollStrata(db);
export const pollKeys = new PollKeys(db, () => env().KEY_ENCRYPTION_KEY);

/** Resolves when every answer received so far is written and acknowledged. */
export async function ballotBoxSettled(): Promise<void> {
	await Promise.all([votes.settled(), otherAnswers.settled()]);
}

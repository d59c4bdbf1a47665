/**
 * "Other, in my words". The text is written apart from the vote, after it, under a pseudonym of its own kind, and waits
 * for a moderator. Texts of the same moment are written together in the order of their pseudonyms, so neighbours in
 * the table say nothing about neighbours among the votes.
 */
import { sql } from 'kysely';
import type { Db } from '../../server/db/client';
import { GroupCommit } from '../../server/group-commit';

export interface OtherAnswer {
	pollId: string;
	/** 32 bytes; see otherAuthorKey */
	authorKey: Buffer;
	body: string;
}

export const OTHER_MAX = 300;

/** NFC, control characters and surplus white space removed; empty when nothing is left. */
export function cleanOther(text: string): string {
	return text
		.normalize('NFC')
		.replace(/[\p{Cc}\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]+/gu, ' ')
		.replace(/\s+/g, ' ')
		.trim();
}

export function openOtherAnswerWriter(db: () => Db): {
	write(answer: OtherAnswer): Promise<void>;
	settled(): Promise<void>;
} {
	const queue = new GroupCommit<OtherAnswer, void>({
		keysOf: ({ pollId, authorKey }) => [pollId + authorKey.toString('latin1')],
		maxQueue: 1_000,
		flush: async (answers) => {
			const sorted = [...answers].sort((a, b) => Buffer.compare(a.authorKey, b.authorKey));
			await db()
				.insertInto('otherAnswer')
				.values(sorted)
				.onConflict((conflict) =>
					conflict.columns(['pollId', 'authorKey']).doUpdateSet({
						// A changed text is a new text: it waits again.
						body: (eb) => eb.ref('excluded.body'),
						state: sql<string>`CASE WHEN other_answer.body = excluded.body THEN other_answer.state ELSE 'held' END`,
					}),
				)
				.execute();
			return answers.map(() => undefined);
		},
	});
	return { write: (answer) => queue.submit(answer), settled: () => queue.settled() };
}

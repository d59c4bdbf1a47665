/**
 * Readers' own answers. Each page shows its reader what they answered, and when an article is on the evening news hundreds
 * of pages are asked for at once: those that come while a lookup is under way are looked up together by the next one.
 */
import type pg from 'pg';
import { GroupCommit } from '../../server/group-commit';

/** By primary key. Named, so that it is parsed and planned once per connection. */
const FIND = {
	name: 'find-own-answers',
	text: `
SELECT asked.n, v.choices
FROM unnest($1::uuid[], $2::bytea[]) WITH ORDINALITY AS asked (poll_id, voter_key, n)
JOIN vote v ON (v.poll_id, v.voter_key) = (asked.poll_id, asked.voter_key)`,
};

interface Asked {
	pollId: string;
	voterKey: Buffer;
}

export class OwnAnswers {
	readonly #lookups: GroupCommit<Asked, number[] | undefined>;

	constructor(pool: () => pg.Pool) {
		this.#lookups = new GroupCommit({ flush: (asked) => look(pool(), asked), maxBatch: 256 });
	}

	/**
	 * @returns the voter's choices as they stand now; undefined where there is no answer, or it was withdrawn
	 * @throws QueueFull; the database's error
	 */
	find(pollId: string, voterKey: Buffer): Promise<number[] | undefined> {
		return this.#lookups.submit({ pollId, voterKey });
	}
}

async function look(pool: pg.Pool, asked: Asked[]): Promise<(number[] | undefined)[]> {
	const { rows } = await pool.query<{ n: number; choices: number[] }>({
		...FIND,
		values: [asked.map(({ pollId }) => pollId), asked.map(({ voterKey }) => voterKey)],
	});
	const found = new Map(rows.map(({ n, choices }) => [n, choices]));
	return asked.map((_, at) => {
		const choices = found.get(at + 1);
		return choices?.length ? choices : undefined;
	});
}

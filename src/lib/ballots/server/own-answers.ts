/**
 * Readers' own answers. Each page shows its reader what they answered, and when an article is on the evening news hundreds
 * of pages are asked for at once: those that come in the same turn of the process are looked up in one statement.
 */
import type pg from 'pg';

/** By primary key. Named, so that it is parsed and planned once per connection. */
const FIND = {
	name: 'find-own-answers',
	text: `
SELECT asked.n, v.choices
FROM unnest($1::uuid[], $2::bytea[]) WITH ORDINALITY AS asked (poll_id, voter_key, n)
JOIN vote v ON (v.poll_id, v.voter_key) = (asked.poll_id, asked.voter_key)`,
};
/** Of one statement; whoever comes beyond is in the next. */
const MOST_AT_ONCE = 256;

interface Asked {
	pollId: string;
	voterKey: Buffer;
	resolve(choices: number[] | undefined): void;
	reject(error: unknown): void;
}

export class OwnAnswers {
	readonly #pool: () => pg.Pool;
	#waiting: Asked[] = [];

	constructor(pool: () => pg.Pool) {
		this.#pool = pool;
	}

	/** @returns the voter's choices; undefined where there is no answer, or it was withdrawn */
	find(pollId: string, voterKey: Buffer): Promise<number[] | undefined> {
		return new Promise((resolve, reject) => {
			if (this.#waiting.length === 0) setImmediate(() => this.#ask());
			this.#waiting.push({ pollId, voterKey, resolve, reject });
		});
	}

	#ask(): void {
		const waiting = this.#waiting;
		this.#waiting = [];
		for (let at = 0; at < waiting.length; at += MOST_AT_ONCE) {
			const some = waiting.slice(at, at + MOST_AT_ONCE);
			this.#look(some).catch((error: unknown) => some.forEach(({ reject }) => reject(error)));
		}
	}

	async #look(asked: Asked[]): Promise<void> {
		const { rows } = await this.#pool().query<{ n: number; choices: number[] }>({
			...FIND,
			values: [asked.map(({ pollId }) => pollId), asked.map(({ voterKey }) => voterKey)],
		});
		const found = new Map(rows.map(({ n, choices }) => [n, choices]));
		asked.forEach(({ resolve }, at) => {
			const choices = found.get(at + 1);
			resolve(choices?.length ? choices : undefined);
		});
	}
}

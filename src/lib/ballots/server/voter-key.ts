/**
 * Pseudonyms. A voter is kept as HMAC-SHA256(K_poll, class || id): the same person always meets the same row of a
 * poll, and nobody who reads the database can tell which person or device that is, or follow one across polls.
 * K_poll is random per poll and stored wrapped by KEY_ENCRYPTION_KEY, which only the processes hold; some days after
 * closing it is deleted, and then nobody can tell any more.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { sql } from 'kysely';
import type { VoterClass } from '../../polls/poll';
import type { Db } from '../../server/db/client';
import { seal, unseal } from '../../server/seal';

export interface Voter {
	class: VoterClass;
	/** A device's or a person's id; never stored. */
	id: string;
}

/** Days from closing until a poll's key is deleted: long enough to answer a complaint about a vote. */
export const KEY_DAYS_AFTER_CLOSING = 7;

export function voterKey(pollKey: Buffer, voter: Voter): Buffer {
	return createHmac('sha256', pollKey).update(`${voter.class}|${voter.id}`).digest();
}

/**
 * The same for very many voters of one poll: the key is taken in once, and no object of OpenSSL is left behind for each,
 * which would stop the process for tens of milliseconds when they are collected.
 * @returns a function whose result holds until it is called again
 */
export function voterKeysOf(pollKey: Buffer): (voter: Voter) => Buffer {
	const begun = hmac.create(sha256, new Uint8Array(pollKey));
	const working = begun.clone();
	const key = Buffer.alloc(32);
	return ({ class: voterClass, id }) => {
		begun._cloneInto(working);
		working.update(Buffer.from(`${voterClass}|${id}`)).digestInto(key);
		return key;
	};
}

/** A pseudonym of its own kind for "other" texts: it equals no voter key, so the text has no link to the vote. */
export function otherAuthorKey(pollKey: Buffer, voter: Voter): Buffer {
	return createHmac('sha256', pollKey).update(`other|${voter.class}|${voter.id}`).digest();
}

/** The keys of the polls that this process has met, unwrapped once. */
export class PollKeys {
	readonly #db: () => Db;
	readonly #wrappingKey: () => Buffer;
	readonly #keys = new Map<string, Promise<Buffer | undefined>>();

	constructor(db: () => Db, wrappingKey: () => Buffer) {
		this.#db = db;
		this.#wrappingKey = wrappingKey;
	}

	/** The poll's key, made at the first need while the poll takes answers; undefined before and long after. */
	of(pollId: string): Promise<Buffer | undefined> {
		let key = this.#keys.get(pollId);
		if (!key) {
			key = this.#readOrMake(pollId);
			this.#keys.set(pollId, key);
			key.then(
				(found) => found ?? this.#keys.delete(pollId),
				() => this.#keys.delete(pollId),
			);
		}
		return key;
	}

	async #readOrMake(pollId: string): Promise<Buffer | undefined> {
		const wrapped = seal(randomBytes(32), this.#wrappingKey(), pollId);
		// Two processes may try at once: the primary key decides, and both read what stands there.
		await sql`
			INSERT INTO poll_key (poll_id, wrapped)
			SELECT id, ${wrapped} FROM poll
			WHERE id = ${pollId} AND state = 'published' AND clock_timestamp() BETWEEN opens_at AND closes_at
			ON CONFLICT (poll_id) DO NOTHING`.execute(this.#db());
		const row = await this.#db()
			.selectFrom('pollKey')
			.select('wrapped')
			.where('pollId', '=', pollId)
			.executeTakeFirst();
		return row && unseal(row.wrapped, this.#wrappingKey(), pollId);
	}

	/** Deletes the keys of polls that closed long ago, and forgets here what this or another process deleted. @returns how many were deleted */
	async deleteOld(): Promise<number> {
		const { rows } = await sql<{ pollId: string }>`
			DELETE FROM poll_key k USING poll p
			WHERE p.id = k.poll_id AND p.closes_at < clock_timestamp() - make_interval(days => ${KEY_DAYS_AFTER_CLOSING})
			RETURNING k.poll_id`.execute(this.#db());
		const known = [...this.#keys.keys()];
		const kept = await this.#db()
			.selectFrom('pollKey')
			.select('pollId')
			.where('pollId', '=', sql<string>`ANY(${known}::uuid[])`)
			.execute();
		const left = new Set(kept.map((row) => row.pollId));
		for (const pollId of known) if (!left.has(pollId)) this.#keys.delete(pollId);
		return rows.length;
	}
}

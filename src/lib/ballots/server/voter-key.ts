/**
 * Pseudonyms. A voter is kept as HMAC-SHA256(K_poll, class || id): the same person always meets the same row of a
 * poll, and nobody who reads the database can tell which person or device that is, or follow one across polls.
 * K_poll is random per poll and stored wrapped by KEY_ENCRYPTION_KEY, which only the processes hold; some days after
 * closing it is deleted, and then nobody can tell any more.
 */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { VoterClass } from '../../polls/poll';
import type { Db } from '../../server/db/client';

export interface Voter {
	class: VoterClass;
	/** A device's or a person's id; never stored. */
	id: string;
}

/** Days from closing until a poll's key is deleted: long enough to answer a complaint about a vote. */
const KEY_DAYS_AFTER_CLOSING = 7;

export function voterKey(pollKey: Buffer, voter: Voter): Buffer {
	return createHmac('sha256', pollKey).update(`${voter.class}|${voter.id}`).digest();
}

/** A pseudonym of its own kind for "other" texts: it equals no voter key, so the text has no link to the vote. */
export function otherAuthorKey(pollKey: Buffer, voter: Voter): Buffer {
	return createHmac('sha256', pollKey).update(`other|${voter.class}|${voter.id}`).digest();
}

/** AES-256-GCM: 12 bytes nonce, 16 bytes tag, 32 bytes key. The poll's id is bound in, so keys cannot be swapped. */
export function wrapKey(key: Buffer, wrappingKey: Buffer, pollId: string): Buffer {
	const nonce = randomBytes(12);
	const cipher = createCipheriv('aes-256-gcm', wrappingKey, nonce).setAAD(Buffer.from(pollId));
	const sealed = Buffer.concat([cipher.update(key), cipher.final()]);
	return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** @throws when the wrapping key is another one or the row was altered */
export function unwrapKey(wrapped: Buffer, wrappingKey: Buffer, pollId: string): Buffer {
	const decipher = createDecipheriv('aes-256-gcm', wrappingKey, wrapped.subarray(0, 12))
		.setAAD(Buffer.from(pollId))
		.setAuthTag(wrapped.subarray(12, 28));
	return Buffer.concat([decipher.update(wrapped.subarray(28)), decipher.final()]);
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
		const wrapped = wrapKey(randomBytes(32), this.#wrappingKey(), pollId);
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
		return row && unwrapKey(row.wrapped, this.#wrappingKey(), pollId);
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

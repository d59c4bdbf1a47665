/**
 * The keys of newspapers. What one signs must be checked with the same key (HMAC), so they are kept, sealed; they are
 * shown once, when they are made.
 */
import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Actor } from '../../people/actor';
import { can, type Denial } from '../../people/can';
import { audit } from '../../server/audit/append';
import { db, type Db } from '../../server/db/client';
import { isForeignKeyViolation, isUniqueViolation } from '../../server/db/errors';
import { env } from '../../server/env';
import { seal, unseal } from '../../server/seal';
import { ok, refuse, type Result } from '../../shared/result';

export interface MadeKey {
	id: string;
	/** 32 bytes in base64url. */
	secret: string;
}

export interface KnownKey {
	newspaperId: string;
	origins: string[];
	secret: Uint8Array;
}

const KEEP_MS = 60_000;
const MOST = 1_000;

export class NewspaperKeys {
	readonly #db: () => Db;
	readonly #wrappingKey: () => Buffer;
	readonly #kept = new Map<string, { at: number; key: Promise<KnownKey | undefined> }>();

	constructor(db: () => Db, wrappingKey: () => Buffer) {
		this.#db = db;
		this.#wrappingKey = wrappingKey;
	}

	/** The slots decide how many there are: of two administrators who make the second key at once, one is refused. */
	async make(
		by: Actor,
		{ newspaperId, now = new Date() }: { newspaperId: string; now?: Date },
	): Promise<Result<MadeKey, Denial | 'two-already' | 'not-found'>> {
		const answer = can(by, 'newspaper.manage', { now });
		if (answer !== 'yes') return refuse(answer);
		const id = randomBytes(9).toString('base64url');
		const secret = randomBytes(32);
		const sealed = seal(secret, this.#wrappingKey(), contextOf(id));
		try {
			return await this.#db()
				.transaction()
				.execute(async (trx) => {
					const { rows } = await sql`
						INSERT INTO newspaper_key (id, newspaper_id, slot, sealed)
						SELECT ${id}, ${newspaperId}::uuid, s.slot, ${sealed}::bytea FROM generate_series(1, 2) AS s (slot)
						WHERE s.slot NOT IN (SELECT slot FROM newspaper_key WHERE newspaper_id = ${newspaperId}::uuid)
						ORDER BY s.slot LIMIT 1 RETURNING id`.execute(trx);
					if (rows.length === 0) return refuse('two-already');
					await audit(trx, { ...entry(by, newspaperId, id), action: 'newspaper.add-key' });
					return ok({ id, secret: secret.toString('base64url') });
				});
		} catch (error) {
			if (isUniqueViolation(error)) return refuse('two-already');
			if (isForeignKeyViolation(error)) return refuse('not-found');
			throw error;
		}
	}

	/** From now on nothing that it signed counts. Ending what has ended already changes nothing. */
	async end(
		by: Actor,
		{ newspaperId, id, now = new Date() }: { newspaperId: string; id: string; now?: Date },
	): Promise<Result<undefined, Denial>> {
		const answer = can(by, 'newspaper.manage', { now });
		if (answer !== 'yes') return refuse(answer);
		await this.#db()
			.transaction()
			.execute(async (trx) => {
				const { numDeletedRows } = await trx
					.deleteFrom('newspaperKey')
					.where('id', '=', id)
					.where('newspaperId', '=', newspaperId)
					.executeTakeFirstOrThrow();
				if (numDeletedRows === 1n)
					await audit(trx, { ...entry(by, newspaperId, id), action: 'newspaper.end-key' });
			});
		this.#kept.delete(id);
		return ok(undefined);
	}

	/** Kept for a minute, also that there is none: whoever makes up ids asks the database once for each. */
	find(id: string): Promise<KnownKey | undefined> {
		if (!/^[\w-]{12}$/.test(id)) return Promise.resolve(undefined);
		const found = this.#kept.get(id);
		if (found && Date.now() - found.at < KEEP_MS) return found.key;
		if (this.#kept.size >= MOST) this.#kept.clear();
		const key = this.#read(id);
		this.#kept.set(id, { at: Date.now(), key });
		key.catch(() => this.#kept.delete(id));
		return key;
	}

	async #read(id: string): Promise<KnownKey | undefined> {
		const row = await this.#db()
			.selectFrom('newspaperKey as k')
			.innerJoin('newspaper as n', 'n.id', 'k.newspaperId')
			.select(['k.newspaperId', 'k.sealed', 'n.origins'])
			.where('k.id', '=', id)
			.executeTakeFirst();
		if (!row) return undefined;
		const secret = unseal(row.sealed, this.#wrappingKey(), contextOf(id));
		return { newspaperId: row.newspaperId, origins: row.origins, secret };
	}
}

const contextOf = (id: string) => `newspaper-key/${id}`;
const entry = (by: Actor, newspaperId: string, key: string) => ({
	...{ actorId: by.personId, subject: `newspaper/${newspaperId}` },
	details: { key },
});

/** Of this process. */
export const newspaperKeys = new NewspaperKeys(db, () => env().KEY_ENCRYPTION_KEY);

/** From the cookie's token to who acts: one query a request, by primary key; nothing is remembered between requests. */
import { timingSafeEqual } from 'node:crypto';
import type pg from 'pg';
import type { Actor, Assurance, Grant } from '../../people/actor';
import { isPassing } from '../../server/db/errors';
import { isAlive, isCitizensWay, isSeeingDue, lifetimeOf } from '../session';
import { hashOf } from './start-session';

const FIND_SESSION = `
SELECT s.secret_hash, s.person_id, s.assurance, s.way, s.created_at, s.last_seen_at, s.authenticated_at,
	p.display_name, p.verified_at IS NOT NULL AS verified, p.area_code, p.birth_year,
	coalesce(p.disabled_at, p.deleted_at) IS NOT NULL AS gone, clock_timestamp() AS now,
	ARRAY(SELECT json_build_object('role', role, 'area', area_code) FROM role_grant g WHERE g.person_id = p.id) AS grants
FROM session s JOIN person p ON p.id = s.person_id
WHERE s.id = $1`;

interface Row {
	secret_hash: Buffer;
	person_id: string;
	assurance: Assurance;
	way: string;
	created_at: Date;
	last_seen_at: Date;
	authenticated_at: Date;
	display_name: string | null;
	verified: boolean;
	area_code: string | null;
	birth_year: number | null;
	gone: boolean;
	now: Date;
	grants: Grant[];
}

/** A database that can be read alone, since its disk is full, must not shut out whoever is signed in. */
async function see(pool: pg.Pool, id: string, now: Date): Promise<void> {
	const seeing = 'UPDATE session SET last_seen_at = greatest(last_seen_at, $2) WHERE id = $1';
	await pool.query(seeing, [id, now]).catch((error: unknown) => {
		if (!isPassing(error)) throw error;
	});
}

/** @returns undefined for a token that is malformed, unknown, expired, or of somebody who is disabled or gone */
export async function findActor(pool: pg.Pool, token: string): Promise<Actor | undefined> {
	const [, id, secret] = /^([\w-]{16})\.([\w-]{43})$/.exec(token) ?? [];
	if (id === undefined || secret === undefined) return undefined;
	// Named, so that it is parsed and planned once per connection.
	const { rows } = await pool.query<Row>({ name: 'find-session', text: FIND_SESSION, values: [id] });
	const row = rows[0];
	if (!row || !timingSafeEqual(hashOf(Buffer.from(secret, 'base64url')), row.secret_hash)) return undefined;

	const times = { createdAt: row.created_at, lastSeenAt: row.last_seen_at };
	const lifetime = lifetimeOf(row.grants);
	if (row.gone || !isAlive(times, lifetime, row.now)) return undefined;
	if (isSeeingDue(times, lifetime, row.now)) {
		await see(pool, id, row.now);
	}
	return {
		personId: row.person_id,
		sessionId: id,
		displayName: row.display_name,
		verified: row.verified && isCitizensWay(row.way),
		area: row.area_code,
		birthYear: row.birth_year,
		grants: row.grants,
		assurance: row.assurance,
		authenticatedAt: row.authenticated_at,
	};
}

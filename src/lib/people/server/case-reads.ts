import { sql } from 'kysely';
import type { Db } from '../../server/db/client';
import type { Scope } from '../can';
import { isCaseOfScope } from './scope';

export interface IdentityCase {
	id: string;
	/** How somebody came whose proof pointed at more than one person. */
	way: 'eid' | 'roll' | 'letter';
	openedAt: Date;
	closedAt: Date | null;
	note: string;
	persons: { id: string; createdAt: Date; ways: { way: 'eid' | 'roll' | 'letter'; lastAt: Date }[] }[];
}

interface Row extends Omit<IdentityCase, 'persons'> {
	persons: { id: string; createdAt: string; ways: { way: 'eid' | 'roll' | 'letter'; lastAt: string }[] }[];
}

/** Open ones first, the oldest at the top; then those settled of late. */
export async function listCases(db: Db, scope: Scope, limit: number): Promise<IdentityCase[]> {
	const { rows } = await sql<Row>`
		SELECT c.id, c.way, c.opened_at, c.closed_at, c.note,
			(SELECT coalesce(json_agg(json_build_object('id', p.id, 'createdAt', p.created_at, 'ways',
				(SELECT coalesce(json_agg(json_build_object('way', v.way, 'lastAt', v.last_at) ORDER BY v.last_at), '[]')
					FROM verification v WHERE v.person_id = p.id)) ORDER BY p.created_at), '[]')
				FROM person p WHERE p.id = ANY (c.person_ids)) AS persons
		FROM identity_case c
		WHERE ${isCaseOfScope(scope, 'c')}
		ORDER BY c.closed_at DESC NULLS FIRST, c.opened_at
		LIMIT ${limit}`.execute(db);
	return rows.map((row) => ({
		...row,
		persons: row.persons.map(({ id, createdAt, ways }) => ({
			id,
			createdAt: new Date(createdAt),
			ways: ways.map(({ way, lastAt }) => ({ way, lastAt: new Date(lastAt) })),
		})),
	}));
}

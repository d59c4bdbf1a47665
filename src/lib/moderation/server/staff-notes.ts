/**
 * What a colleague should know about a person. Staff alone read it; it is added to, never changed, and goes when the
 * person is forgotten (migration 0035).
 */
import { sql } from 'kysely';
import type { Actor } from '../../people/actor';
import type { Db } from '../../server/db/client';
import { ok, refuse, type Result } from '../../shared/result';
import { reachOf, type ReachRefusal } from './reach';
import { isKnown } from './tended';

export interface NewNote {
	person: string;
	body: string;
	/** Whose moderators read it; see reachOf. */
	area?: string | null | undefined;
}

export async function writeNote(
	db: Db,
	by: Actor,
	{ person, body, area }: NewNote,
): Promise<Result<null, ReachRefusal | 'not-found' | 'own'>> {
	if (person === by.personId) return refuse('own');
	const reach = await reachOf(db, by, area);
	if (!reach.ok) return reach;
	const { rows } = await sql<{ id: number }>`
		INSERT INTO staff_note (person_id, area_code, body, written_by)
		SELECT p.id, ${reach.value}, ${body}, ${by.personId} FROM person p
		WHERE p.id = ${person} AND p.deleted_at IS NULL AND ${isKnown(by)} RETURNING id`.execute(db);
	return rows.length === 1 ? ok(null) : refuse('not-found');
}

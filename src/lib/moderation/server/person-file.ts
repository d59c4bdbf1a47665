/** What a moderator learns about somebody whose comments they tend: as much of it as lies in their areas. */
import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '../../people/actor';
import type { Db } from '../../server/db/client';
import type { PersonFile } from '../queue';
import { isKnown, tended } from './tended';

export async function findPersonFile(
	db: Db,
	by: Actor,
	{ id, lang }: { id: string; lang: 'vi' | 'en' },
): Promise<PersonFile | undefined> {
	const { rows } = await sql<Omit<PersonFile, 'sanctions' | 'notes' | 'comments'>>`
		SELECT p.id, p.display_name AS name, p.verified_at IS NOT NULL AS verified, p.created_at AS since,
			count(c.id) FILTER (WHERE c.state = 'published')::int AS published, count(c.id) FILTER (WHERE c.state = 'rejected')::int AS rejected,
			count(c.id) FILTER (WHERE c.state = 'withdrawn')::int AS withdrawn, count(c.id) FILTER (WHERE c.state = 'held')::int AS held
		FROM person p LEFT JOIN (comment c JOIN thread t ON t.id = c.thread_id AND ${tended(by)}) ON c.author_id = p.id
		WHERE p.id = ${id} AND ${isKnown(by)} GROUP BY p.id`.execute(db);
	const [person] = rows;
	if (!person) return undefined;
	const sanctions = await sql<PersonFile['sanctions'][number]>`
		SELECT s.id, s.kind, s.reason, m.display_name AS by, s.imposed_at, s.ends_at, s.lifted_at,
			${areaName(sql`s.area_code`, lang)} AS area, ${tended(by, sql`s.area_code`)} AS may_lift,
			s.lifted_at IS NULL AND coalesce(s.ends_at > clock_timestamp(), true) AND (s.kind <> 'warn' OR s.acknowledged_at IS NULL) AS counts
		FROM sanction s JOIN person m ON m.id = s.imposed_by WHERE s.person_id = ${id} AND (s.area_code IS NULL OR ${tended(by, sql`s.area_code`)}) ORDER BY s.imposed_at DESC LIMIT 50`.execute(
		db,
	);
	const notes = await sql<PersonFile['notes'][number]>`
		SELECT n.id, n.body, w.display_name AS by, n.written_at AS at, ${areaName(sql`n.area_code`, lang)} AS area
		FROM staff_note n JOIN person w ON w.id = n.written_by
		WHERE n.person_id = ${id} AND (n.area_code IS NULL OR ${tended(by, sql`n.area_code`)}) ORDER BY n.id DESC LIMIT 50`.execute(
		db,
	);
	const comments = await sql<PersonFile['comments'][number]>`
		SELECT c.id, c.state, r.body, c.created_at,
			(SELECT reason FROM decision d WHERE d.comment_id = c.id AND d.action = 'reject' ORDER BY d.id DESC LIMIT 1) AS reason
		FROM comment c JOIN thread t ON t.id = c.thread_id
		JOIN comment_revision r ON r.comment_id = c.id AND r.revision = c.revision
		WHERE c.author_id = ${id} AND ${tended(by)} ORDER BY c.created_at DESC LIMIT 30`.execute(db);
	return { ...person, sanctions: sanctions.rows, notes: notes.rows, comments: comments.rows };
}

const areaName = (code: RawBuilder<unknown>, lang: string) =>
	sql`(SELECT coalesce((SELECT name FROM area_text x WHERE x.area_code = ${code} ORDER BY x.lang <> ${lang} LIMIT 1), ${code}))`;

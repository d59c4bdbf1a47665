/** Questions asked of the audit log. Days are those of Vietnam. */
import { sql } from 'kysely';
import type { Db } from '../../server/db/client';
import type { AuditQuery } from '../audit.schema';
import type { Scope } from '../can';
import { isOfScope } from './scope';

export interface AuditLine {
	seq: number;
	at: Date;
	actorId: string | null;
	/** The name that the person chose, if any. */
	actorName: string | null;
	action: string;
	subject: string;
	details: Record<string, unknown>;
}

/**
 * Within a scope: what was done to people of it and, where nobody is named, what people of it did.
 * Newest first; `before` is the `seq` where the page before ended.
 */
export async function listAudit(
	db: Db,
	scope: Scope,
	query: Partial<AuditQuery> & { subject?: string },
	limit: number,
): Promise<AuditLine[]> {
	const { action, actor, from, to, before, subject } = query;
	const midnight = (day: string) => sql<Date>`(${day}::date)::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh'`;
	const rows = await db
		.selectFrom('auditEntry as e')
		.leftJoin('person as p', 'p.id', 'e.actorId')
		.select([
			'e.seq',
			'e.at',
			'e.actorId',
			'p.displayName as actorName',
			'e.action',
			'e.subject',
			'e.details',
		])
		.$if(scope !== null, (q) =>
			q.where(
				sql<boolean>`CASE WHEN e.subject LIKE 'person/%'
					THEN EXISTS (SELECT 1 FROM person whom WHERE whom.id::text = substr(e.subject, 8) AND ${isOfScope(scope, 'whom')})
					ELSE ${isOfScope(scope, 'p')} END`,
			),
		)
		.$if(Boolean(action), (q) => q.where('e.action', '=', action!))
		.$if(subject !== undefined, (q) => q.where('e.subject', '=', subject!))
		.$if(Boolean(actor), (q) => q.where('e.actorId', '=', actor!))
		.$if(Boolean(from), (q) => q.where('e.at', '>=', midnight(from!)))
		.$if(Boolean(to), (q) => q.where('e.at', '<', sql<Date>`${midnight(to!)} + interval '1 day'`))
		.$if(before !== undefined, (q) => q.where('e.seq', '<', before!))
		.orderBy('e.seq', 'desc')
		.limit(limit)
		.execute();
	return rows.map((row) => ({ ...row, details: row.details as Record<string, unknown> }));
}

/** What one person did, and what was done to them, newest first. By whom and to whom else stays with the log. */
export function listOwnAudit(db: Db, personId: string, limit: number) {
	return db
		.selectFrom('auditEntry')
		.select(['at', 'action'])
		.where((eb) => eb.or([eb('actorId', '=', personId), eb('subject', '=', `person/${personId}`)]))
		.orderBy('seq', 'desc')
		.limit(limit)
		.execute();
}

/** What happened to one thing, such as `poll/…`; newest first. */
export function listAuditOf(db: Db, subject: string, limit: number): Promise<AuditLine[]> {
	return listAudit(db, null, { subject }, limit);
}

/** Every action that ever occurred, for the filter. Steps from one to the next along the index. */
export async function listAuditActions(db: Db): Promise<string[]> {
	const { rows } = await sql<{ action: string }>`
		WITH RECURSIVE seen AS (
			(SELECT action FROM audit_entry ORDER BY action LIMIT 1)
			UNION ALL
			SELECT (SELECT e.action FROM audit_entry e WHERE e.action > s.action ORDER BY e.action LIMIT 1)
			FROM seen s WHERE s.action IS NOT NULL
		)
		SELECT action FROM seen WHERE action IS NOT NULL`.execute(db);
	return rows.map(({ action }) => action);
}

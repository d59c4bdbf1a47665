import { sql, type RawBuilder } from 'kysely';
import { findReason } from '../queue-reasons';

/** Of comment c and its revision r: whether it is in the queue for this reason; what is no reason is none of any comment. */
export function isFor(code: string): RawBuilder<boolean> {
	const asked = findReason(code);
	switch (asked?.kind) {
		case 'held':
			return sql<boolean>`r.findings @> ${JSON.stringify([{ reason: asked.reason }])}::jsonb`;
		case 'rejected':
			// The last counts: one that was taken back came before it.
			return sql<boolean>`(SELECT d.reason FROM decision d WHERE d.comment_id = c.id AND d.revision = c.revision
				AND d.action = 'reject' ORDER BY d.id DESC LIMIT 1) = ${asked.reason}`;
		case 'reported':
			return sql<boolean>`EXISTS (SELECT FROM report x
				WHERE x.comment_id = c.id AND x.settled_at IS NULL AND x.reason = ${asked.reason})`;
		case undefined:
			return sql<boolean>`false`;
	}
}

import { sql, type RawBuilder } from 'kysely';
import { findReason } from '../queue-reasons';

/** Of comment c and its revision r: whether it is in the queue for this reason; what is no reason is none of any comment. */
export function isFor(code: string): RawBuilder<boolean> {
	const asked = findReason(code);
	switch (asked?.kind) {
		case 'held':
			return sql<boolean>`r.findings @> ${JSON.stringify([{ reason: asked.reason }])}::jsonb`;
		case 'rejected': {
			// Written out, one of a closed list: each reason has a plan of its own, since some are given a hundred times as often
			// as others. The index finds those for which it was ever given; of these the last counts.
			const given = sql.lit(asked.reason);
			return sql<boolean>`(EXISTS (SELECT FROM decision d WHERE d.comment_id = c.id AND d.action = 'reject' AND d.reason = ${given})
				AND (SELECT d.reason FROM decision d WHERE d.comment_id = c.id AND d.revision = c.revision
					AND d.action = 'reject' ORDER BY d.id DESC LIMIT 1) = ${given})`;
		}
		case 'reported':
			return sql<boolean>`EXISTS (SELECT FROM report x
				WHERE x.comment_id = c.id AND x.settled_at IS NULL AND x.reason = ${asked.reason})`;
		case undefined:
			return sql<boolean>`false`;
	}
}

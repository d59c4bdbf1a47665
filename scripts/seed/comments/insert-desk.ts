/** Writes the moderators' decisions, with all that was told because of them. */
import type pg from 'pg';
import type { Desk } from './decide.ts';
import { DAY, HOUR, revisedAt, type PersonOf } from './lay-out.ts';

interface People {
	personOf: PersonOf;
	staff: ReadonlyMap<string, string>;
	/** Whom the moderators had to warn, and whose comments wait since a time. */
	quarreller: number;
	heldSince: number;
}

export async function insertDesk(db: pg.Client, { decisions, appeals, reports }: Desk, people: People) {
	const { personOf, staff, quarreller, heldSince } = people;
	await db.query(
		`INSERT INTO decision (comment_id, revision, moderator_id, action, reason, note, from_state, waited_seconds, decided_at)
		SELECT d.comment_id, c.revision, d.by, d.action, d.reason, d.note, d.from_state, d.waited, d.at
		FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[], $8::timestamptz[])
			AS d (comment_id, by, action, reason, note, from_state, waited, at)
		JOIN comment c ON c.id = d.comment_id ORDER BY d.at`,
		[
			decisions.map(({ comment }) => comment.id),
			decisions.map(({ by }) => staff.get(by)),
			decisions.map(({ action }) => action),
			decisions.map(({ reason }) => reason),
			decisions.map(({ note }) => note),
			decisions.map(({ from }) => from),
			decisions.map(({ action, comment, at }) =>
				/^(approve|reject|propose|keep)$/.test(action) ? Math.round((at - revisedAt(comment)) / 1000) : null,
			),
			decisions.map(({ at }) => new Date(at)),
		],
	);
	await db.query(
		`INSERT INTO appeal (comment_id, revision, words, first_decider, opened_at, due_at, decided_by, decided_at, outcome)
		SELECT a.comment_id, c.revision, a.words, a.first, a.opened, a.opened + interval '3 days', a.by, a.at, a.outcome
		FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::timestamptz[], $5::uuid[], $6::timestamptz[], $7::text[])
			AS a (comment_id, words, first, opened, by, at, outcome)
		JOIN comment c ON c.id = a.comment_id`,
		[
			appeals.map(({ comment }) => comment.id),
			appeals.map(({ words }) => words),
			appeals.map(({ first }) => staff.get(first)),
			appeals.map(({ openedAt }) => new Date(openedAt)),
			appeals.map(({ decision }) => (decision ? staff.get(decision.by) : null)),
			appeals.map(({ decision }) => (decision ? new Date(decision.at) : null)),
			appeals.map(({ comment, decision }) => (decision ? comment.said.rejected!.appeal!.outcome : null)),
		],
	);
	await db.query(
		`INSERT INTO report (comment_id, reporter_id, reason, note, reported_at)
		SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::timestamptz[])`,
		[
			reports.map(({ comment }) => comment.id),
			reports.map(({ reporter }) => personOf(reporter)),
			reports.map(({ reason }) => reason),
			reports.map(({ note }) => note),
			reports.map(({ at }) => new Date(at)),
		],
	);
	// What is open is counted when it comes, so that it can only be settled afterwards.
	await db.query(
		`UPDATE report r SET settled_at = s.at FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) AS s (comment_id, reporter_id, at)
		WHERE r.comment_id = s.comment_id AND r.reporter_id = s.reporter_id AND s.at IS NOT NULL`,
		[
			reports.map(({ comment }) => comment.id),
			reports.map(({ reporter }) => personOf(reporter)),
			reports.map(({ settledAt }) => (settledAt === null ? null : new Date(settledAt))),
		],
	);
	await db.query(
		`INSERT INTO sanction (person_id, kind, reason, imposed_by, imposed_at, ends_at, acknowledged_at) VALUES
			($1, 'warn', 'Bạn góp ý thì rất quý, nhưng xin đừng chửi người khác.', $2, $3, NULL, $4),
			($1, 'hold', 'Đã nhắc mà vẫn tiếp tục xúc phạm người khác.', $5, $6, $7, NULL)`,
		[
			personOf(quarreller),
			staff.get('dieu-phoi'),
			new Date(heldSince - 14 * DAY),
			new Date(heldSince - 13 * DAY),
			staff.get('dieu-phoi-2'),
			new Date(heldSince),
			new Date(heldSince + 14 * DAY + 5 * HOUR),
		],
	);
	await db.query(
		`INSERT INTO person_notice (person_id, kind, comment_id, decision_id, shown_from, read_at)
		SELECT c.author_id, CASE d.action WHEN 'approve' THEN 'published' WHEN 'reject' THEN 'rejected'
				WHEN 'overturn' THEN 'appeal-overturned' ELSE 'appeal-upheld' END, c.id, d.id, d.decided_at,
			CASE WHEN d.decided_at < now() - interval '4 days' THEN d.decided_at + interval '9 hours' END
		FROM decision d JOIN comment c ON c.id = d.comment_id WHERE d.action IN ('approve', 'reject', 'overturn', 'uphold') ORDER BY d.id`,
	);
	await db.query(
		`INSERT INTO person_notice (person_id, kind, shown_from, read_at)
		SELECT person_id, CASE kind WHEN 'warn' THEN 'warned' ELSE 'held' END, imposed_at, acknowledged_at FROM sanction`,
	);
}

/** What authors learn about their own: state, reason, the moderator's words, and what they can still do. */
import { sql } from 'kysely';
import { authorMay, type CommentState } from '../../comments/comment';
import type { HoldReason } from '../../comments/screening/phase';
import { readPreparedRules } from '../../comments/server/screening-rules';
import type { Db } from '../../server/db/client';
import type { RejectReason, SanctionKind } from '../moderation';

export interface OwnComment {
	id: string;
	revision: number;
	state: CommentState;
	body: string;
	createdAt: Date;
	holds: HoldReason[];
	reason: RejectReason | null;
	note: string;
	place: { kind: 'poll' | 'topic'; slug: string; title: string };
	appeal: {
		dueAt: Date;
		isOverdue: boolean;
		outcome: 'overturned' | 'upheld' | null;
		/** What whoever answered it said to the author. */
		note: string;
	} | null;
	may: { edit: boolean; resubmit: boolean; withdraw: boolean; appeal: boolean };
}

interface Row extends Omit<OwnComment, 'holds' | 'may'> {
	findings: { reason: HoldReason }[];
	resubmitted: boolean;
	now: Date;
}

/** The newest first. A decision that has not taken effect is not told yet. */
export async function listOwnComments(
	db: Db,
	personId: string,
	{ lang, limit }: { lang: 'vi' | 'en'; limit: number },
): Promise<OwnComment[]> {
	const { editMinutes } = await readPreparedRules(db);
	const { rows } = await sql<Row>`
		SELECT c.id, c.revision, c.resubmitted, r.body, c.created_at, r.findings, clock_timestamp() AS now,
			CASE WHEN c.state IN ('published', 'rejected') AND c.state_since > clock_timestamp() THEN 'held' ELSE c.state END AS state,
			d.reason, coalesce(d.note, '') AS note,
			jsonb_build_object('kind', CASE WHEN t.poll_id IS NULL THEN 'topic' ELSE 'poll' END, 'slug', coalesce(po.slug, tp.slug),
				'title', coalesce(pt.question, tt.title, '')) AS place,
			(SELECT jsonb_build_object('dueAt', due_at, 'isOverdue', due_at < clock_timestamp(), 'outcome', outcome, 'note',
					coalesce((SELECT note FROM decision e WHERE e.comment_id = c.id AND e.revision = c.revision
						AND e.action IN ('overturn', 'uphold') ORDER BY e.id DESC LIMIT 1), ''))
				FROM appeal ap WHERE ap.comment_id = c.id AND ap.revision = c.revision) AS appeal
		FROM comment c JOIN thread t ON t.id = c.thread_id
		JOIN comment_revision r ON r.comment_id = c.id AND r.revision = c.revision
		LEFT JOIN poll po ON po.id = t.poll_id LEFT JOIN topic tp ON tp.id = t.topic_id
		LEFT JOIN LATERAL (SELECT question FROM poll_text WHERE poll_id = po.id ORDER BY lang <> ${lang} LIMIT 1) pt ON true
		LEFT JOIN LATERAL (SELECT title FROM topic_text WHERE topic_id = tp.id ORDER BY lang <> ${lang} LIMIT 1) tt ON true
		LEFT JOIN LATERAL (SELECT reason, note FROM decision e
			WHERE e.comment_id = c.id AND e.revision = c.revision AND e.action = 'reject' AND c.state = 'rejected'
				AND c.state_since <= clock_timestamp() ORDER BY e.id DESC LIMIT 1) d ON true
		WHERE c.author_id = ${personId} ORDER BY c.created_at DESC, c.id LIMIT ${limit}`.execute(db);
	return rows.map(({ findings, resubmitted, now, appeal, ...row }) => ({
		...row,
		holds: findings.map(({ reason }) => reason),
		appeal: appeal && { ...appeal, dueAt: new Date(appeal.dueAt) },
		may: {
			...authorMay({ ...row, resubmitted }, { now, editMinutes }),
			appeal: row.state === 'rejected' && row.reason !== null && appeal === null,
		},
	}));
}

export interface OwnSanction {
	kind: SanctionKind;
	reason: string;
	imposedAt: Date;
	endsAt: Date | null;
	acknowledged: boolean;
}

/** Those that count now. */
export async function listOwnSanctions(db: Db, personId: string): Promise<OwnSanction[]> {
	const { rows } = await sql<OwnSanction>`
		SELECT kind, reason, imposed_at, ends_at, acknowledged_at IS NOT NULL AS acknowledged FROM sanction
		WHERE person_id = ${personId} AND lifted_at IS NULL AND coalesce(ends_at > clock_timestamp(), true)
			AND (kind <> 'warn' OR acknowledged_at IS NULL) ORDER BY imposed_at DESC`.execute(db);
	return rows;
}

export interface OwnNotice {
	id: number;
	kind: string;
	commentId: string | null;
	at: Date;
	isNew: boolean;
}

export async function listOwnNotices(db: Db, personId: string): Promise<OwnNotice[]> {
	const { rows } = await sql<OwnNotice>`
		SELECT n.id, n.kind, n.comment_id, n.shown_from AS at, n.read_at IS NULL AS is_new
		FROM person_notice n LEFT JOIN comment c ON c.id = n.comment_id AND n.kind IN ('replied', 'answered')
		WHERE n.person_id = ${personId} AND n.shown_from <= clock_timestamp() AND coalesce(c.state = 'published', true)
		ORDER BY n.id DESC LIMIT 20`.execute(db);
	return rows;
}

export async function countUnread(db: Db, personId: string): Promise<number> {
	const { rows } = await sql<{ unread: number }>`
		SELECT count(*)::int AS unread FROM person_notice
		WHERE person_id = ${personId} AND read_at IS NULL AND shown_from <= clock_timestamp()`.execute(db);
	return rows[0]!.unread;
}

export async function readNotices(db: Db, personId: string): Promise<void> {
	await sql`UPDATE person_notice SET read_at = clock_timestamp()
		WHERE person_id = ${personId} AND read_at IS NULL AND shown_from <= clock_timestamp()`.execute(db);
}

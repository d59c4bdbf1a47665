/**
 * The public ledger: what was received and what became of it, by month and thread. Rejections, waits and appeals are
 * counted from the log; a comment counts as published once, when it first was, whether a moderator, an appeal or screening
 * let it through. No text and no names. And the fairness figures that administrators see. A decision that was taken back
 * is no decision.
 */
import { sql, type RawBuilder } from 'kysely';
import type { Db } from '../../server/db/client';

/** Decisions that stand: neither undone, nor an undoing. */
const STANDING = sql`(SELECT d.*, lead(d.action) OVER (PARTITION BY d.comment_id ORDER BY d.id) AS then_action FROM decision d)`;

const inVietnam = (at: RawBuilder<unknown>) => sql`${at} AT TIME ZONE 'Asia/Ho_Chi_Minh'`;
const monthOf = (at: RawBuilder<unknown>) => sql<string>`to_char(${inVietnam(at)}, 'YYYY-MM')`;
/** In one of the months of the ledger. */
const isShown = (at: RawBuilder<unknown>) => sql`${inVietnam(at)} >= (SELECT first FROM month_of)`;

export interface LedgerLine {
	/** YYYY-MM in Vietnam. */
	month: string;
	kind: 'poll' | 'topic';
	slug: string;
	/** Whether its page can still be read. */
	hasPage: boolean;
	title: string;
	received: number;
	published: number;
	/** By reason. */
	rejected: Record<string, number>;
	medianWaitSeconds: number | null;
	appeals: number;
	overturned: number;
}

export async function readLedger(
	db: Db,
	{ lang, months }: { lang: 'vi' | 'en'; months: number },
): Promise<LedgerLine[]> {
	const { rows } = await sql<LedgerLine>`
		WITH month_of AS (SELECT date_trunc('month', now() AT TIME ZONE 'Asia/Ho_Chi_Minh') - make_interval(months => ${months - 1}) AS first),
		received AS (
			SELECT c.thread_id, ${monthOf(sql`c.created_at`)} AS month, count(*)::int AS received
			FROM comment c WHERE ${isShown(sql`c.created_at`)} GROUP BY 1, 2),
		published AS (
			SELECT c.thread_id, ${monthOf(sql`c.stands_at`)} AS month, count(*)::int AS published
			FROM comment c WHERE ${isShown(sql`c.stands_at`)} GROUP BY 1, 2),
		decided AS (
			SELECT c.thread_id, ${monthOf(sql`d.decided_at`)} AS month, d.action, d.reason, d.waited_seconds
			FROM ${STANDING} d JOIN comment c ON c.id = d.comment_id
			WHERE d.then_action IS DISTINCT FROM 'undo' AND d.action IN ('approve', 'reject', 'overturn') AND ${isShown(sql`d.decided_at`)}),
		settled AS (
			SELECT thread_id, month, count(*) FILTER (WHERE action = 'overturn')::int AS overturned,
				percentile_cont(0.5) WITHIN GROUP (ORDER BY waited_seconds) FILTER (WHERE action <> 'overturn')::int AS median_wait_seconds
			FROM decided GROUP BY 1, 2),
		rejected AS (
			SELECT thread_id, month, jsonb_object_agg(reason, n) AS rejected
			FROM (SELECT thread_id, month, reason, count(*)::int AS n FROM decided WHERE action = 'reject' GROUP BY 1, 2, 3) by_reason GROUP BY 1, 2),
		appealed AS (
			SELECT c.thread_id, ${monthOf(sql`a.opened_at`)} AS month, count(*)::int AS appeals
			FROM appeal a JOIN comment c ON c.id = a.comment_id WHERE ${isShown(sql`a.opened_at`)} GROUP BY 1, 2),
		lines AS (SELECT thread_id, month FROM received UNION SELECT thread_id, month FROM published
			UNION SELECT thread_id, month FROM settled UNION SELECT thread_id, month FROM appealed)
		SELECT l.month, CASE WHEN t.poll_id IS NULL THEN 'topic' ELSE 'poll' END AS kind, coalesce(po.slug, tp.slug) AS slug,
			t.poll_id IS NOT NULL OR tp.unpublished_at IS NULL AS has_page,
			coalesce(pt.question, tt.title, '') AS title, coalesce(r.received, 0) AS received, coalesce(p.published, 0) AS published,
			coalesce(j.rejected, '{}') AS rejected, s.median_wait_seconds, coalesce(a.appeals, 0) AS appeals, coalesce(s.overturned, 0) AS overturned
		FROM lines l JOIN thread t ON t.id = l.thread_id
		LEFT JOIN received r USING (thread_id, month) LEFT JOIN published p USING (thread_id, month)
		LEFT JOIN settled s USING (thread_id, month)
		LEFT JOIN rejected j USING (thread_id, month) LEFT JOIN appealed a USING (thread_id, month)
		LEFT JOIN poll po ON po.id = t.poll_id AND po.state <> 'draft' LEFT JOIN topic tp ON tp.id = t.topic_id AND tp.published_at <= now()
		LEFT JOIN LATERAL (SELECT question FROM poll_text WHERE poll_id = po.id ORDER BY lang <> ${lang} LIMIT 1) pt ON true
		LEFT JOIN LATERAL (SELECT title FROM topic_text WHERE topic_id = tp.id ORDER BY lang <> ${lang} LIMIT 1) tt ON true
		WHERE coalesce(po.slug, tp.slug) IS NOT NULL
		ORDER BY l.month DESC, received DESC, slug LIMIT 500`.execute(db);
	return rows;
}

export interface FairnessLine {
	moderator: string | null;
	approved: number;
	rejected: number;
	medianWaitSeconds: number | null;
	appealed: number;
	overturned: number;
}

/** Of the last 90 days. */
export async function readFairness(db: Db): Promise<FairnessLine[]> {
	const { rows } = await sql<FairnessLine>`
		SELECT p.display_name AS moderator, count(*) FILTER (WHERE d.action = 'approve')::int AS approved,
			count(*) FILTER (WHERE d.action = 'reject')::int AS rejected,
			percentile_cont(0.5) WITHIN GROUP (ORDER BY d.waited_seconds)::int AS median_wait_seconds,
			(SELECT count(*)::int FROM appeal a WHERE a.first_decider = p.id AND a.opened_at > now() - interval '90 days') AS appealed,
			(SELECT count(*)::int FROM appeal a WHERE a.first_decider = p.id AND a.outcome = 'overturned'
				AND a.opened_at > now() - interval '90 days') AS overturned
		FROM ${STANDING} d JOIN person p ON p.id = d.moderator_id
		WHERE d.action IN ('approve', 'reject') AND d.then_action IS DISTINCT FROM 'undo' AND d.decided_at > now() - interval '90 days'
		GROUP BY p.id ORDER BY count(*) DESC, p.id`.execute(db);
	return rows;
}

export interface DecidedText {
	body: string;
	action: 'approve' | 'reject';
	waitedSeconds: number | null;
}

/** What was decided on, the last first. For figures alone. */
export async function listDecidedTexts(
	db: Db,
	{ days, most }: { days: number; most: number },
): Promise<DecidedText[]> {
	const { rows } = await sql<DecidedText>`
		SELECT r.body, d.action, d.waited_seconds FROM ${STANDING} d
		JOIN comment_revision r ON r.comment_id = d.comment_id AND r.revision = d.revision
		WHERE d.action IN ('approve', 'reject') AND d.then_action IS DISTINCT FROM 'undo'
			AND d.decided_at > now() - make_interval(days => ${days})
		ORDER BY d.id DESC LIMIT ${most}`.execute(db);
	return rows;
}

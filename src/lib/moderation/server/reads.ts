/** Questions that the desk asks. A page costs the same whether fifty comments wait or fifty thousand. */
import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '../../people/actor';
import { readPreparedRules } from '../../comments/server/screening-rules';
import type { Db, Trx } from '../../server/db/client';
import { COUNTED, type DeskThread, type QueueCounts, type QueueItem, type QueuePage } from '../queue';
import { CLAIM_MINUTES, type Queue } from '../moderation';
import type { QueueQuery } from '../moderation.schema';
import { hadPart, IS_OPEN } from './appeals';
import { isFor } from './for-reason';
import { openSecondLooks } from './second-looks';
import { isTended, tended } from './tended';

// Numbers of rows are said as such and not as parameters, of which the database would expect a tenth of all rows to be read;
// the plan for all values would seem too dear where many wait, and each page be planned anew.
const PAGE = 25;

interface Order {
	where: RawBuilder<unknown>;
	key: RawBuilder<unknown>;
	direction: 'ASC' | 'DESC';
}

/** The oldest first where something waits, the newest first where it was settled. */
function orderOf(queue: Queue, by: Actor, reportsNeeded: number): Order {
	switch (queue) {
		case 'waiting':
			return { where: sql`c.state = 'held'`, key: sql`c.state_since`, direction: 'ASC' };
		case 'reported':
			return {
				where: sql`c.open_reports >= ${reportsNeeded} AND c.state = 'published'`,
				key: sql`(SELECT min(x.reported_at) FROM report x WHERE x.comment_id = c.id AND x.settled_at IS NULL)`,
				direction: 'ASC',
			};
		case 'published':
		case 'rejected':
			return { where: sql`c.state = ${queue}`, key: sql`c.state_since`, direction: 'DESC' };
		case 'appeals':
			return {
				where: sql`EXISTS (SELECT FROM appeal ap WHERE ap.comment_id = c.id AND ${IS_OPEN})`,
				key: sql`(SELECT ap.opened_at FROM appeal ap WHERE ap.comment_id = c.id AND ${IS_OPEN})`,
				direction: 'ASC',
			};
		case 'mine':
			return mine(by);
	}
}

/** Of what the moderator decided on, what can be remembered: a day's work. */
const REMEMBERED = 200;

/** What the moderator has open, and what they decided on last; what they did latest comes first. */
function mine({ personId }: Actor): Order {
	const open = sql`FROM claim k WHERE k.moderator_id = ${personId} AND k.expires_at > clock_timestamp()`;
	return {
		where: sql`c.id IN (SELECT k.comment_id ${open} UNION ALL
			(SELECT e.comment_id FROM decision e WHERE e.moderator_id = ${personId} ORDER BY e.id DESC LIMIT ${REMEMBERED}))`,
		key: sql`coalesce((SELECT k.expires_at - make_interval(mins => ${CLAIM_MINUTES}) ${open} AND k.comment_id = c.id),
			(SELECT max(e.decided_at) FROM decision e WHERE e.comment_id = c.id AND e.moderator_id = ${personId}))`,
		direction: 'DESC',
	};
}

const only = (id: string): Order => ({
	where: sql`c.id = ${id}`,
	key: sql`c.state_since`,
	direction: 'ASC',
});

export async function listQueue(
	db: Db,
	by: Actor,
	{ query, lang }: { query: QueueQuery; lang: 'vi' | 'en' },
): Promise<QueuePage> {
	const { where, key, direction } = query.comment
		? only(query.comment)
		: orderOf(query.queue, by, (await readPreparedRules(db)).reportsNeeded);
	const after = /^(\d{1,17})_([0-9a-f-]{36})$/.exec(query.after ?? '');
	const words = query.q.normalize('NFC').trim();
	const conditions = [
		where,
		tended(by),
		...(query.thread ? [sql`c.thread_id = ${query.thread}`] : []),
		...(query.reason ? [isFor(query.reason)] : []),
		...(query.older ? [sql`${key} < clock_timestamp() - make_interval(hours => ${query.older})`] : []),
		...(words ? [sql`to_tsvector('simple', r.folded) @@ plainto_tsquery('simple', fold(${words}))`] : []),
		...(after
			? [
					sql`(${key}, c.id) ${sql.raw(direction === 'ASC' ? '>' : '<')}
						(timestamptz 'epoch' + ${Number(after[1])} * interval '1 microsecond', ${after[2]}::uuid)`,
				]
			: []),
	];
	const { rows } = await sql<QueueItem & { key: number }>`
		WITH page AS (
			SELECT c.*, r.body, r.findings, ${key} AS since, t.poll_id, t.topic_id
			FROM comment c JOIN thread t ON t.id = c.thread_id
			JOIN comment_revision r ON r.comment_id = c.id AND r.revision = c.revision
			WHERE ${sql.join(conditions, sql` AND `)}
			ORDER BY ${key} ${sql.raw(direction)}, c.id ${sql.raw(direction)} LIMIT ${sql.lit(PAGE + 1)}
		)
		SELECT p.id, p.revision, p.state, p.body, p.findings, p.since, p.picked_at IS NOT NULL AS picked,
			(extract(epoch FROM p.since) * 1000000)::bigint AS key,
			jsonb_build_object('id', a.id, 'name', a.display_name, 'published', h.published, 'rejected', h.rejected) AS author,
			jsonb_build_object('kind', CASE WHEN p.poll_id IS NULL THEN 'topic' ELSE 'poll' END,
				'slug', coalesce(po.slug, tp.slug), 'title', coalesce(pt.question, tt.title, '')) AS place,
			(SELECT jsonb_build_object('author', pa.display_name, 'body', pr.body) FROM comment pc
				JOIN person pa ON pa.id = pc.author_id
				JOIN comment_revision pr ON pr.comment_id = pc.id AND pr.revision = pc.revision WHERE pc.id = p.parent_id) AS parent,
			coalesce((SELECT jsonb_agg(jsonb_build_object('reason', x.reason, 'note', x.note)) FROM report x
				WHERE x.comment_id = p.id AND x.settled_at IS NULL), '[]') AS reports,
			(SELECT coalesce(w.display_name, '?') FROM claim k JOIN person w ON w.id = k.moderator_id
				WHERE k.comment_id = p.id AND k.moderator_id <> ${by.personId} AND k.expires_at > clock_timestamp()) AS claimed_by,
			CASE WHEN d.action = 'propose' AND d.revision = p.revision THEN
				jsonb_build_object('by', d.name, 'mine', d.moderator_id = ${by.personId}, 'reason', d.reason) END AS proposed,
			CASE WHEN d.id IS NOT NULL THEN
				jsonb_build_object('by', d.name, 'action', d.action, 'reason', d.reason, 'note', d.note, 'at', d.decided_at) END AS last,
			(SELECT jsonb_build_object('words', ap.words, 'dueAt', ap.due_at, 'mine', ${hadPart(by)})
				FROM appeal ap JOIN comment c ON c.id = ap.comment_id WHERE ap.comment_id = p.id AND ${IS_OPEN}) AS appeal
		FROM page p JOIN person a ON a.id = p.author_id
		LEFT JOIN poll po ON po.id = p.poll_id LEFT JOIN topic tp ON tp.id = p.topic_id
		LEFT JOIN LATERAL (SELECT question FROM poll_text WHERE poll_id = po.id ORDER BY lang <> ${lang} LIMIT 1) pt ON true
		LEFT JOIN LATERAL (SELECT title FROM topic_text WHERE topic_id = tp.id ORDER BY lang <> ${lang} LIMIT 1) tt ON true
		LEFT JOIN LATERAL (SELECT count(*) FILTER (WHERE state = 'published') AS published, count(*) FILTER (WHERE state = 'rejected') AS rejected
			FROM (SELECT state FROM comment WHERE author_id = a.id ORDER BY created_at DESC LIMIT 200) few) h ON true
		LEFT JOIN LATERAL (SELECT e.*, m.display_name AS name FROM decision e JOIN person m ON m.id = e.moderator_id
			WHERE e.comment_id = p.id ORDER BY e.id DESC LIMIT 1) d ON true
		ORDER BY p.since ${sql.raw(direction)}, p.id ${sql.raw(direction)}`.execute(db);
	const items = rows.slice(0, PAGE);
	const end = rows.length > PAGE ? items.at(-1) : undefined;
	return { items: items.map(asItem), next: end ? `${end.key}_${end.id}` : null };
}

/** Times inside JSON come as text. */
function asItem({ key: _, last, appeal, ...item }: QueueItem & { key: number }): QueueItem {
	return {
		...item,
		last: last && { ...last, at: new Date(last.at) },
		appeal: appeal && { ...appeal, dueAt: new Date(appeal.dueAt) },
	};
}

export async function readCounts(db: Db | Trx, by: Pick<Actor, 'grants' | 'personId'>): Promise<QueueCounts> {
	const { reportsNeeded } = await readPreparedRules(db);
	const few = (from: RawBuilder<unknown>, isOurs = isTended(by)) =>
		sql`(SELECT count(*)::int FROM (SELECT ${from} AND ${isOurs} LIMIT ${sql.lit(COUNTED)}) few)`;
	const { rows } = await sql<QueueCounts>`
		SELECT
			${few(sql`FROM comment c WHERE c.state = 'held'`)} AS waiting,
			${few(sql`FROM comment c WHERE c.open_reports >= ${reportsNeeded} AND c.state = 'published'`)} AS reported,
			${few(sql`FROM appeal ap JOIN comment c ON c.id = ap.comment_id WHERE ${IS_OPEN}`)} AS appeals,
			${few(sql`FROM other_answer o JOIN thread t ON t.poll_id = o.poll_id WHERE o.state = 'held'`, tended(by))} AS answers,
			${few(openSecondLooks(by))} AS second,
			(SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY waited_seconds)::int FROM (SELECT waited_seconds FROM decision
				WHERE action IN ('approve', 'reject') AND waited_seconds IS NOT NULL ORDER BY id DESC LIMIT 500) recent) AS median_wait,
			(SELECT c.state_since FROM comment c
				WHERE c.state = 'held' AND ${isTended(by)} ORDER BY c.state_since LIMIT 1) AS oldest`.execute(db);
	return rows[0]!;
}

/** Where comments are, among what the moderator tends; by name. */
export async function listDeskThreads(db: Db, by: Actor, lang: 'vi' | 'en'): Promise<DeskThread[]> {
	const { rows } = await sql<DeskThread>`
		SELECT t.id, CASE WHEN t.poll_id IS NULL THEN 'topic' ELSE 'poll' END AS kind, coalesce(pt.question, tt.title, '') AS title
		FROM thread t
		LEFT JOIN LATERAL (SELECT question FROM poll_text WHERE poll_id = t.poll_id ORDER BY lang <> ${lang} LIMIT 1) pt ON true
		LEFT JOIN LATERAL (SELECT title FROM topic_text WHERE topic_id = t.topic_id ORDER BY lang <> ${lang} LIMIT 1) tt ON true
		WHERE ${tended(by)} AND EXISTS (SELECT FROM comment c WHERE c.thread_id = t.id)
		ORDER BY 2 DESC, fold(coalesce(pt.question, tt.title, '')), t.id LIMIT 300`.execute(db);
	return rows;
}

/** Questions that the desk asks. A page costs the same whether fifty comments wait or fifty thousand. */
import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '../../people/actor';
import { readPreparedRules } from '../../comments/server/screening-rules';
import type { Db } from '../../server/db/client';
import { COUNTED, type PersonFile, type QueueCounts, type QueueItem, type QueuePage } from '../queue';
import type { Queue } from '../moderation';
import type { QueueQuery } from '../moderation.schema';
import { tended } from './tended';

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
				key: sql`c.published_at`,
				direction: 'ASC',
			};
		case 'published':
		case 'rejected':
			return { where: sql`c.state = ${queue}`, key: sql`c.state_since`, direction: 'DESC' };
		case 'appeals':
			return {
				where: sql`EXISTS (SELECT FROM appeal ap WHERE ap.comment_id = c.id AND ap.revision = c.revision AND ap.outcome IS NULL)`,
				key: sql`c.state_since`,
				direction: 'ASC',
			};
		case 'mine':
			return {
				where: sql`EXISTS (SELECT FROM claim k WHERE k.comment_id = c.id AND k.moderator_id = ${by.personId} AND k.expires_at > clock_timestamp())`,
				key: sql`c.created_at`,
				direction: 'ASC',
			};
	}
}

export async function listQueue(
	db: Db,
	by: Actor,
	{ query, lang }: { query: QueueQuery; lang: 'vi' | 'en' },
): Promise<QueuePage> {
	const { where, key, direction } = orderOf(query.queue, by, (await readPreparedRules(db)).reportsNeeded);
	const after = /^(\d{1,17})_([0-9a-f-]{36})$/.exec(query.after ?? '');
	const words = query.q.normalize('NFC').trim();
	const conditions = [
		where,
		tended(by),
		...(query.thread ? [sql`c.thread_id = ${query.thread}`] : []),
		...(query.reason ? [sql`r.findings @> ${JSON.stringify([{ reason: query.reason }])}::jsonb`] : []),
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
			ORDER BY ${key} ${sql.raw(direction)}, c.id ${sql.raw(direction)} LIMIT ${PAGE + 1}
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
			(SELECT jsonb_build_object('words', ap.words, 'dueAt', ap.due_at, 'mine', ap.first_decider = ${by.personId})
				FROM appeal ap WHERE ap.comment_id = p.id AND ap.revision = p.revision AND ap.outcome IS NULL) AS appeal
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

export async function readCounts(db: Db, by: Actor): Promise<QueueCounts> {
	const { reportsNeeded } = await readPreparedRules(db);
	const few = (from: RawBuilder<unknown>) =>
		sql`(SELECT count(*)::int FROM (SELECT ${from} AND ${tended(by)} LIMIT ${COUNTED}) few)`;
	const { rows } = await sql<QueueCounts>`
		SELECT
			${few(sql`FROM comment c JOIN thread t ON t.id = c.thread_id WHERE c.state = 'held'`)} AS waiting,
			${few(sql`FROM comment c JOIN thread t ON t.id = c.thread_id WHERE c.open_reports >= ${reportsNeeded} AND c.state = 'published'`)} AS reported,
			${few(sql`FROM appeal ap JOIN comment c ON c.id = ap.comment_id AND c.revision = ap.revision JOIN thread t ON t.id = c.thread_id
				WHERE ap.outcome IS NULL`)} AS appeals,
			(SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY waited_seconds)::int FROM (SELECT waited_seconds FROM decision
				WHERE action IN ('approve', 'reject') AND waited_seconds IS NOT NULL ORDER BY id DESC LIMIT 500) recent) AS median_wait,
			(SELECT c.state_since FROM comment c JOIN thread t ON t.id = c.thread_id
				WHERE c.state = 'held' AND ${tended(by)} ORDER BY c.state_since LIMIT 1) AS oldest`.execute(db);
	return rows[0]!;
}

export async function findPersonFile(db: Db, by: Actor, id: string): Promise<PersonFile | undefined> {
	const { rows } = await sql<Omit<PersonFile, 'sanctions' | 'comments'>>`
		SELECT p.id, p.display_name AS name, p.verified_at IS NOT NULL AS verified, p.created_at AS since,
			count(c.id) FILTER (WHERE c.state = 'published')::int AS published, count(c.id) FILTER (WHERE c.state = 'rejected')::int AS rejected,
			count(c.id) FILTER (WHERE c.state = 'withdrawn')::int AS withdrawn, count(c.id) FILTER (WHERE c.state = 'held')::int AS held
		FROM person p LEFT JOIN comment c ON c.author_id = p.id WHERE p.id = ${id} GROUP BY p.id`.execute(db);
	const [person] = rows;
	if (!person) return undefined;
	const sanctions = await sql<PersonFile['sanctions'][number]>`
		SELECT s.id, s.kind, s.reason, m.display_name AS by, s.imposed_at, s.ends_at, s.lifted_at,
			s.lifted_at IS NULL AND coalesce(s.ends_at > clock_timestamp(), true) AND (s.kind <> 'warn' OR s.acknowledged_at IS NULL) AS counts
		FROM sanction s JOIN person m ON m.id = s.imposed_by WHERE s.person_id = ${id} ORDER BY s.imposed_at DESC LIMIT 50`.execute(
		db,
	);
	const comments = await sql<PersonFile['comments'][number]>`
		SELECT c.id, c.state, r.body, c.created_at,
			(SELECT reason FROM decision d WHERE d.comment_id = c.id AND d.action = 'reject' ORDER BY d.id DESC LIMIT 1) AS reason
		FROM comment c JOIN thread t ON t.id = c.thread_id
		JOIN comment_revision r ON r.comment_id = c.id AND r.revision = c.revision
		WHERE c.author_id = ${id} AND ${tended(by)} ORDER BY c.created_at DESC LIMIT 30`.execute(db);
	return { ...person, sanctions: sanctions.rows, comments: comments.rows };
}

/**
 * Questions asked of the database about what people said. A decision that has not taken effect yet is not seen here. What
 * others have answered keeps its place when it can't be read any more, so that the answers can.
 */
import { sql, type RawBuilder } from 'kysely';
import type { Db } from '../../server/db/client';
import type { Sort } from '../comment';
import { writeCursor, type Cursor } from '../comment.schema';
import type { HoldReason } from '../screening/phase';
import { pageOfMoving, type MovingSort } from './moving-orders';
import {
	nest,
	type Conversation,
	type ShownComment,
	type ThreadPage,
	type WaitingComment,
} from '../thread-view';

const PAGE = 10;
const REPLIES_SHOWN = 20;
/** With a root opened by itself. */
const REPLIES_MOST = 500;

/** Microseconds since 1970, as cursors carry them. */
const MICROSECONDS = sql<number>`(extract(epoch FROM c.stands_at) * 1000000)::bigint`;

export interface ThreadQuery {
	threadId: string;
	sort: Sort;
	cursor?: Cursor | undefined;
	limit?: number;
	/** Who reads; decides what is marked as their own. */
	viewer?: string | undefined;
}

type Row = ShownComment & { key: number; since?: number };

/** Keyset pages: what is published or answered meanwhile moves nothing that was not read yet. */
export async function listThread(db: Db, query: ThreadQuery): Promise<ThreadPage> {
	const { sort, limit = PAGE, viewer } = query;
	const wanted = { ...query, limit: limit + 1 };
	const rows =
		sort === 'newest' || sort === 'oldest'
			? await listByTime(db, wanted)
			: await listByMoving(db, { ...wanted, sort });
	const page = rows.slice(0, limit);
	const end = rows.length > limit ? page.at(-1) : undefined;
	return {
		conversations: await withReplies(db, page, { viewer, each: REPLIES_SHOWN }),
		next: end ? writeCursor(end) : null,
	};
}

type Wanted = ThreadQuery & { limit: number };

async function listByTime(db: Db, { threadId, sort, cursor, limit, viewer }: Wanted): Promise<Row[]> {
	const [direction, sign] = sort === 'newest' ? [sql`DESC`, sql`<`] : [sql`ASC`, sql`>`];
	const behind = cursor
		? sql`AND (c.stands_at, c.id) ${sign} (timestamptz 'epoch' + ${cursor.key} * interval '1 microsecond', ${cursor.id}::uuid)`
		: sql``;
	const { rows } = await sql<Row>`
		SELECT ${shown(viewer)}, ${MICROSECONDS} AS key FROM comment c ${JOINS}
		WHERE c.thread_id = ${threadId} AND c.depth = 0 AND ${STANDS} ${behind}
		ORDER BY c.stands_at ${direction}, c.id ${direction} LIMIT ${sql.lit(limit)}`.execute(db);
	return rows;
}

async function listByMoving(
	db: Db,
	{ threadId, sort, cursor, limit, viewer }: Wanted & { sort: MovingSort },
): Promise<Row[]> {
	const { rows } = await sql<Row>`
		WITH ${pageOfMoving({ threadId, sort, cursor, limit, stands: STANDS })}
		SELECT ${shown(viewer)}, page.key::bigint AS key, page.since FROM page JOIN comment c ON c.id = page.id ${JOINS}
		ORDER BY page.key DESC, c.id DESC`.execute(db);
	return rows;
}

/** What editors picked, the newest first. */
export async function listPicks(db: Db, threadId: string, viewer?: string): Promise<Conversation[]> {
	const { rows } = await sql<ShownComment>`
		SELECT ${shown(viewer)} FROM comment c ${JOINS}
		WHERE c.thread_id = ${threadId} AND c.picked_at IS NOT NULL AND c.depth = 0 AND c.published_at <= clock_timestamp()
		ORDER BY c.picked_at DESC LIMIT 3`.execute(db);
	return withReplies(db, rows, { viewer, each: REPLIES_SHOWN });
}

/** The conversation in which a comment stands, whole. */
export async function findConversation(
	db: Db,
	{ threadId, id, viewer }: { threadId: string; id: string; viewer?: string | undefined },
): Promise<Conversation | undefined> {
	const { rows } = await sql<ShownComment>`
		SELECT ${shown(viewer)} FROM comment c ${JOINS}
		WHERE c.thread_id = ${threadId} AND ${STANDS}
			AND c.id = (SELECT coalesce(root_id, id) FROM comment WHERE id = ${id})`.execute(db);
	return (await withReplies(db, rows, { viewer, each: REPLIES_MOST }))[0];
}

/** One comment that can be read, by itself. */
export async function findShown(
	db: Db,
	{ threadId, id, viewer }: { threadId: string; id: string; viewer?: string | undefined },
): Promise<ShownComment | undefined> {
	const { rows } = await sql<ShownComment>`
		SELECT ${shown(viewer)} FROM comment c ${JOINS}
		WHERE c.thread_id = ${threadId} AND c.id = ${id} AND c.published_at <= clock_timestamp()`.execute(db);
	return rows[0];
}

async function withReplies(
	db: Db,
	roots: ShownComment[],
	{ viewer, each }: { viewer?: string | undefined; each: number },
): Promise<Conversation[]> {
	const answered = roots.filter(({ replies }) => replies > 0).map(({ id }) => id);
	if (answered.length === 0) return roots.map((root) => nest(root, []));
	// With what they answer, whether it is on another page or gone: a reply never seems to answer something else.
	const { rows } = await sql<ShownComment>`
		WITH RECURSIVE with_above AS (
			(SELECT f.id, f.parent_id FROM unnest(${answered}::uuid[]) AS root (id)
			CROSS JOIN LATERAL (SELECT id, parent_id FROM comment
				WHERE root_id = root.id AND depth > 0 AND state = 'published' AND published_at <= clock_timestamp()
				ORDER BY is_official DESC, created_at, id LIMIT ${sql.lit(each)}) f)
			UNION SELECT p.id, p.parent_id FROM with_above w JOIN comment p ON p.id = w.parent_id WHERE p.depth > 0
		)
		SELECT ${shown(viewer)} FROM with_above w JOIN comment c ON c.id = w.id ${JOINS} ORDER BY c.created_at, c.id`.execute(
		db,
	);
	return roots.map((root) =>
		nest(
			root,
			rows.filter(({ rootId }) => rootId === root.id),
		),
	);
}

/** Of comment c: it can be read, or others have answered it. */
const STANDS = sql`(c.state = 'published' OR c.reply_count > 0) AND c.stands_at <= clock_timestamp()`;
const READABLE = sql`(c.state = 'published' AND c.published_at <= clock_timestamp())`;

const JOINS = sql`JOIN person a ON a.id = c.author_id
	JOIN comment_revision r ON r.comment_id = c.id AND r.revision = c.revision`;

function shown(viewer: string | undefined): RawBuilder<unknown> {
	const own = viewer
		? sql`c.author_id = ${viewer} AS mine,
			(SELECT choice FROM reaction x WHERE x.comment_id = c.id AND x.person_id = ${viewer}) AS reaction`
		: sql`false AS mine, NULL AS reaction`;
	return sql`c.id, c.parent_id, c.root_id, c.depth, c.revision, c.stands_at AS published_at, c.picked_at IS NOT NULL AS picked,
		c.reply_count AS replies, ${own}, CASE WHEN NOT ${READABLE} THEN CASE c.state WHEN 'published' THEN 'held' ELSE c.state END END AS gone,
		CASE WHEN ${READABLE} THEN r.body ELSE '' END AS body, CASE WHEN ${READABLE} THEN a.display_name END AS author,
		${READABLE} AND a.verified_at IS NOT NULL AS verified, ${READABLE} AND c.is_official AS is_official,
		${inSight(sql`c.agree_count`)} AS agree, ${inSight(sql`c.disagree_count`)} AS disagree, ${inSight(sql`c.pass_count`)} AS pass`;
}

const inSight = (count: RawBuilder<unknown>) => sql`CASE WHEN ${READABLE} THEN ${count} ELSE 0 END`;

/** What a reader wrote here that others can't see; until a decision takes effect it waits. */
export async function listOwnWaiting(db: Db, threadId: string, personId: string): Promise<WaitingComment[]> {
	const { rows } = await sql<Omit<WaitingComment, 'reasons'> & { findings: { reason: HoldReason }[] }>`
		SELECT c.id, CASE WHEN c.state_since > clock_timestamp() THEN 'held' ELSE c.state END AS state, r.body, c.created_at, r.findings
		FROM comment c JOIN comment_revision r ON r.comment_id = c.id AND r.revision = c.revision
		WHERE c.author_id = ${personId} AND c.thread_id = ${threadId}
			AND (c.state = 'held' OR (c.state IN ('rejected', 'published') AND c.state_since > clock_timestamp())
				OR (c.state = 'rejected' AND c.state_since > clock_timestamp() - interval '7 days'))
		ORDER BY c.created_at DESC LIMIT 10`.execute(db);
	return rows.map(({ findings, ...row }) => ({ ...row, reasons: findings.map(({ reason }) => reason) }));
}

/** The thread in which a comment stands; for permanent links. */
export async function findPlace(
	db: Db,
	id: string,
): Promise<{ kind: 'poll' | 'topic'; slug: string } | undefined> {
	const { rows } = await sql<{ kind: 'poll' | 'topic'; slug: string }>`
		SELECT CASE WHEN t.poll_id IS NULL THEN 'topic' ELSE 'poll' END AS kind, coalesce(p.slug, o.slug) AS slug
		FROM comment c JOIN thread t ON t.id = c.thread_id LEFT JOIN poll p ON p.id = t.poll_id LEFT JOIN topic o ON o.id = t.topic_id
		WHERE c.id = ${id} AND ${STANDS}`.execute(db);
	return rows[0];
}

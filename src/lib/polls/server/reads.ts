/** Questions asked of the database about polls. Texts come in the reader's language, else in the original. */
import { sql } from 'kysely';
import type { Db } from '../../server/db/client';
import type { ClosedPoll, PublicPoll } from '../feed-entries';
import {
	mayResultsBeSeen,
	pollStatus,
	type Kind,
	type Lang,
	type Level,
	type ListedStatus,
	type Poll,
	type ResultPolicy,
	type Status,
} from '../poll';
import type { Turnout } from '../results';

/** @returns undefined for an unknown slug and for a draft */
export async function findPoll(db: Db, slug: string, lang: Lang): Promise<Poll | undefined> {
	const { rows } = await sql<PollRow>`
		SELECT p.id, p.slug, p.level, p.kind, p.state, p.min_choices, p.max_choices, p.ordered, p.result_policy,
			p.opens_at, p.closes_at, clock_timestamp() AS now, t.lang, t.question, t.intro,
			p.eligible_area, p.min_age, p.max_age, coalesce(at.name, ato.name) AS area_name,
			tp.slug AS topic_slug, coalesce(tt.title, too.title) AS topic_title,
			(SELECT jsonb_agg(jsonb_build_object('id', o.id, 'isOther', o.is_other, 'label', coalesce(mine.label, orig.label))
				ORDER BY o.position)
			FROM poll_option o
			JOIN poll_option_text orig ON (orig.poll_id, orig.option_id, orig.lang) = (o.poll_id, o.id, p.original_lang)
			LEFT JOIN poll_option_text mine ON (mine.poll_id, mine.option_id, mine.lang) = (o.poll_id, o.id, t.lang)
			WHERE o.poll_id = p.id) AS options,
			(SELECT jsonb_agg(jsonb_build_object('madeAt', made_at, 'was', was, 'becomes', becomes, 'reason', reason) ORDER BY made_at)
			FROM poll_closing_change WHERE poll_id = p.id) AS closing_changes
		FROM poll p
		CROSS JOIN LATERAL (SELECT lang, question, intro FROM poll_text
			WHERE poll_id = p.id AND lang IN (${lang}, p.original_lang) ORDER BY lang <> ${lang} LIMIT 1) t
		LEFT JOIN topic tp ON tp.id = p.topic_id AND tp.published_at <= clock_timestamp() AND tp.unpublished_at IS NULL
		LEFT JOIN topic_text tt ON tt.topic_id = tp.id AND tt.lang = ${lang}
		LEFT JOIN topic_text too ON too.topic_id = tp.id AND too.lang = tp.original_lang
		LEFT JOIN area_text at ON at.area_code = p.eligible_area AND at.lang = ${lang}
		LEFT JOIN area_text ato ON ato.area_code = p.eligible_area AND ato.lang = p.original_lang
		WHERE p.slug = ${slug} AND p.state <> 'draft'`.execute(db);
	const row = rows[0];
	if (!row) return undefined;
	const {
		state,
		now,
		topicSlug,
		topicTitle,
		eligibleArea,
		areaName,
		minAge,
		maxAge,
		closingChanges,
		...rest
	} = row;
	return {
		...rest,
		status: pollStatus(row, now),
		eligibility: { area: eligibleArea, areaName, minAge, maxAge },
		closingChanges: (closingChanges ?? []).map(({ madeAt, was, becomes, reason }) => ({
			...{ madeAt: new Date(madeAt), was: new Date(was), becomes: new Date(becomes), reason },
		})),
		...(topicSlug && topicTitle ? { topic: { slug: topicSlug, title: topicTitle } } : {}),
	};
}

interface PollRow {
	id: string;
	slug: string;
	level: Level;
	kind: Kind;
	state: string;
	minChoices: number;
	maxChoices: number;
	ordered: boolean;
	resultPolicy: ResultPolicy;
	opensAt: Date;
	closesAt: Date;
	now: Date;
	eligibleArea: string | null;
	areaName: string | null;
	minAge: number | null;
	maxAge: number | null;
	lang: Lang;
	question: string;
	intro: string;
	topicSlug: string | null;
	topicTitle: string | null;
	options: Poll['options'];
	closingChanges: Record<'madeAt' | 'was' | 'becomes' | 'reason', string>[] | null;
}

export interface PollSummary {
	slug: string;
	question: string;
	level: Level;
	status: Status;
	opensAt: Date;
	closesAt: Date;
	policy: ResultPolicy;
	/** Null while hidden, and before there are any. */
	ballots: Turnout | null;
}

export interface PollList {
	polls: PollSummary[];
	/** Opaque; give it back as `cursor` for the next page. */
	next: string | null;
}

export interface PollQuery {
	lang: Lang;
	status?: ListedStatus;
	/** Words, all of which must occur; accents and case make no difference. */
	q?: string;
	topicId?: string;
	cursor?: string;
	limit?: number;
}

/** By closing time, the next to close first; closed ones backwards. Archived ones are in the list of no status. */
export async function listPolls(
	db: Db,
	{ lang, status, q = '', topicId, cursor, limit = 20 }: PollQuery,
): Promise<PollList> {
	const after = cursor === undefined ? undefined : parseCursor(cursor);
	const words = q
		.normalize('NFC')
		.replace(/\p{Cc}/gu, ' ')
		.trim()
		.split(/\s+/)
		.filter(Boolean)
		.slice(0, 8);
	const backwards = status === 'closed';
	const conditions = [
		sql`p.state <> 'draft'`,
		status === 'open' && sql`p.state = 'published' AND p.opens_at <= c.now AND p.closes_at > c.now`,
		status === 'scheduled' && sql`p.state = 'published' AND p.opens_at > c.now`,
		status === 'closed' && sql`p.state = 'published' AND p.closes_at <= c.now`,
		topicId && sql`p.topic_id = ${topicId}`,
		after &&
			sql`(p.closes_at, p.id) ${sql.raw(backwards ? '<' : '>')} (timestamptz 'epoch' + ${after.closesAt} * interval '1 microsecond', ${after.id}::uuid)`,
		...words.map(
			(word) =>
				sql`EXISTS (SELECT FROM poll_text w WHERE w.poll_id = p.id AND strpos(w.folded, fold(${word})) > 0)`,
		),
	].filter((condition) => condition !== undefined && condition !== false && condition !== '');
	const { rows } = await sql<
		PollSummary & { id: string; state: string; now: Date; exact: number; ballots: Turnout }
	>`
		SELECT p.id, p.slug, t.question, p.level, p.state, p.opens_at, p.closes_at, p.result_policy AS policy,
			(extract(epoch FROM p.closes_at) * 1000000)::bigint AS exact, c.now,
			(SELECT jsonb_build_object(
				'verified', coalesce(sum(ballots) FILTER (WHERE voter_class = 'verified'), 0),
				'unverified', coalesce(sum(ballots) FILTER (WHERE voter_class = 'unverified'), 0))
			FROM turnout u WHERE u.poll_id = p.id) AS ballots
		FROM (SELECT clock_timestamp() AS now) c, poll p
		CROSS JOIN LATERAL (SELECT question FROM poll_text
			WHERE poll_id = p.id AND lang IN (${lang}, p.original_lang) ORDER BY lang <> ${lang} LIMIT 1) t
		WHERE ${sql.join(conditions, sql` AND `)}
		ORDER BY p.closes_at ${sql.raw(backwards ? 'DESC' : 'ASC')}, p.id ${sql.raw(backwards ? 'DESC' : 'ASC')}
		LIMIT ${limit + 1}`.execute(db);
	const page = rows.slice(0, limit);
	const last = page.at(-1);
	return {
		polls: page.map((row) => {
			const rowStatus = pollStatus(row, row.now);
			return {
				slug: row.slug,
				question: row.question,
				level: row.level,
				status: rowStatus,
				opensAt: row.opensAt,
				closesAt: row.closesAt,
				policy: row.policy,
				ballots: mayResultsBeSeen({ resultPolicy: row.policy, status: rowStatus }, { hasVoted: false })
					? row.ballots
					: null,
			};
		}),
		next: rows.length > limit && last ? formatCursor({ closesAt: last.exact, id: last.id }) : null,
	};
}

/** Whatever has opened and is not archived, the newest first: for feeds and site maps. */
export async function listPublicPolls(
	db: Db,
	{ lang, limit, topicId }: { lang: Lang; limit: number; topicId?: string },
): Promise<PublicPoll[]> {
	const { rows } = await sql<PublicPoll>`
		SELECT p.id, p.slug, t.question, t.intro, t.lang, p.opens_at,
			greatest(p.opens_at, (SELECT max(made_at) FROM poll_closing_change WHERE poll_id = p.id)) AS changed_at
		FROM poll p
		CROSS JOIN LATERAL (SELECT lang, question, intro FROM poll_text
			WHERE poll_id = p.id AND lang IN (${lang}, p.original_lang) ORDER BY lang <> ${lang} LIMIT 1) t
		WHERE p.state = 'published' AND p.opens_at <= clock_timestamp()
			AND ${topicId === undefined ? sql`true` : sql`p.topic_id = ${topicId}`}
		ORDER BY p.opens_at DESC, p.id LIMIT ${limit}`.execute(db);
	return rows;
}

/** What has closed, put away or not, the last to close first. */
export async function listClosedPolls(
	db: Db,
	{ lang, limit }: { lang: Lang; limit: number },
): Promise<ClosedPoll[]> {
	const { rows } = await sql<ClosedPoll>`
		SELECT p.id, p.slug, t.question, t.intro, t.lang, p.opens_at, p.closes_at FROM poll p
		CROSS JOIN LATERAL (SELECT lang, question, intro FROM poll_text
			WHERE poll_id = p.id AND lang IN (${lang}, p.original_lang) ORDER BY lang <> ${lang} LIMIT 1) t
		WHERE p.state <> 'draft' AND p.closes_at <= clock_timestamp()
		ORDER BY p.closes_at DESC, p.id LIMIT ${limit}`.execute(db);
	return rows;
}

export class BadCursor extends Error {}

/** Microseconds since 1970, as the database counts them: a Date would lose some. */
interface Cursor {
	closesAt: number;
	id: string;
}

function formatCursor({ closesAt, id }: Cursor): string {
	return `${closesAt}_${id}`;
}

const CURSOR = /^(-?\d{1,16})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** @throws BadCursor for whatever the database could not read as a time and an id */
function parseCursor(text: string): Cursor {
	const [, closesAt, id] = CURSOR.exec(text) ?? [];
	if (closesAt === undefined || id === undefined) throw new BadCursor();
	return { closesAt: Number(closesAt), id };
}

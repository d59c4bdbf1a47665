/**
 * Published comments behind a figure. How many there are is added up from counters by the hour (migration 0043); the
 * comments themselves are read a page at a time, and for a file in portions, each in a transaction of its own.
 */
import { sql } from 'kysely';
import type { Lang } from '../../polls/poll';
import { writeCursor, type Cursor } from '../../comments/comment.schema';
import type { Db } from '../../server/db/client';
import { reading, type Reader } from '../../server/db/reader';
import { dayInVietnam } from '../../shared/vietnam-time';
import type { Said, SaidPage } from '../said';
import type { SaidFilters } from '../said.schema';
import { bucketAt, bucketsOf } from '../time-buckets';
import { reachBack, type SaidInHour } from '../reach-back';
import { listAreaChoices, listTopicChoices, named, threadsOf, type Scope } from './choices';

const PAGE = 20;
const PORTION = 2_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export interface SaidAsked {
	filters: SaidFilters;
	lang: Lang;
	scope: Scope;
}

/** Whole hours, as the counters have them; the overview counts the same ones. */
function spanOf({ day, until, period }: SaidFilters, now: Date): { from: Date; until: Date } {
	if (day !== '') {
		const last = until > day ? until : day;
		return { from: midnight(day), until: new Date(midnight(last).getTime() + DAY) };
	}
	const hour = Math.floor(now.getTime() / HOUR) * HOUR;
	return { from: new Date(period === 0 ? 0 : hour - period * DAY), until: new Date(hour + HOUR) };
}

const midnight = (day: string) => new Date(`${day}T00:00:00+07:00`);

export async function readSaid(reader: Reader, { filters, lang, scope }: SaidAsked): Promise<SaidPage> {
	const { rows: clock } = await sql<{ now: Date }>`SELECT clock_timestamp() AS now`.execute(reader);
	const { now } = clock[0]!;
	const { from, until } = spanOf(filters, now);
	const { rows: hours } = await sql<SaidInHour>`
		SELECT h.hour, sum(h.comments) AS n FROM (${threadsOf(filters, scope)}) t
		JOIN comment_by_hour h ON h.thread_id = t.id AND h.state = 'published' AND h.hour >= ${from} AND h.hour < ${until}
		GROUP BY 1 ORDER BY 1`.execute(reader);
	const rows = await newest({ hours, from, until, after: filters.after, limit: PAGE + 1 }, async (since) => {
		const page = await sql<Row>`
			SELECT ${shown(lang)} FROM (${threadsOf(filters, scope)}) t
			CROSS JOIN LATERAL (SELECT * FROM said
				WHERE thread_id = t.id AND published_at >= ${since} AND published_at < ${until} ${beyond(filters.after)}
				ORDER BY published_at DESC, id DESC LIMIT ${sql.lit(PAGE + 1)}) s
			WHERE EXISTS (SELECT FROM comment_by_hour h WHERE h.thread_id = t.id AND h.state = 'published' AND h.hour >= ${since})
			ORDER BY s.published_at DESC, s.id DESC LIMIT ${sql.lit(PAGE + 1)}`.execute(reader);
		return page.rows;
	});
	const { rows: polls } = await sql<{ question: string | null }>`
		SELECT ${named(sql`poll_text`, sql`poll_id`, sql`t.poll_id`, sql`question`, lang)} AS question
		FROM (${threadsOf(filters, scope)}) t WHERE ${filters.poll !== ''} LIMIT 1`.execute(reader);
	const found = hours.reduce((sum, { n }) => sum + n, 0);
	const said = rows.slice(0, PAGE).map(({ key: _, ...one }) => one);
	const end = rows.length > PAGE ? rows[PAGE - 1] : undefined;
	return {
		now,
		from,
		until,
		found,
		isAnything: found > 0 || (await isAnythingSaid(reader, scope)),
		...overTime(hours, filters, { from, until }),
		said,
		next: end ? writeCursor({ key: end.key, id: end.id }) : null,
		topics: await listTopicChoices(reader, lang),
		areas: await listAreaChoices(reader, lang),
		question: polls[0]?.question ?? null,
	};
}

async function isAnythingSaid(reader: Reader, scope: Scope): Promise<boolean> {
	const { rows } = await sql<{ is: boolean }>`
		SELECT EXISTS (SELECT FROM (${threadsOf({ topic: '', area: '' }, scope)}) t
			JOIN comment_count c ON c.thread_id = t.id AND c.state = 'published' AND c.comments > 0) AS is`.execute(
		reader,
	);
	return rows[0]!.is;
}

/** So many columns a quarter needs; what is longer is told by the week, the month or the year. */
const MOST_COLUMNS = 92;

function overTime(
	hours: readonly SaidInHour[],
	{ day, period }: SaidFilters,
	{ from, until }: { from: Date; until: Date },
): Pick<SaidPage, 'unit' | 'times'> {
	const isOpen = day === '' && period === 0;
	const first = isOpen ? hours[0]?.hour : from;
	if (!first) return { unit: 'day', times: [] };
	const { unit, buckets } = bucketsOf(
		dayInVietnam(first),
		dayInVietnam(new Date(until.getTime() - HOUR)),
		MOST_COLUMNS,
	);
	const times = buckets.map((bucket) => ({ ...bucket, count: 0 }));
	for (const { hour, n } of hours) {
		const at = times[bucketAt(times, dayInVietnam(hour))];
		if (at) at.count += n;
	}
	return { unit, times };
}

/** All that fits, thread by thread, the newest first. Whoever stops listening stops the reading. */
export async function* listSaid(
	db: Db,
	{ filters, lang, scope }: SaidAsked,
	now: Date,
): AsyncGenerator<Said> {
	const { from, until } = spanOf(filters, now);
	const threads = await reading(db, async (reader) => {
		const { rows } = await sql<{ id: string }>`
			SELECT t.id FROM (${threadsOf(filters, scope)}) t
			WHERE EXISTS (SELECT FROM comment_by_hour h
				WHERE h.thread_id = t.id AND h.state = 'published' AND h.hour >= ${from} AND h.hour < ${until})
			ORDER BY t.topic_slug, t.poll_slug, t.id`.execute(reader);
		return rows;
	});
	for (const { id } of threads) {
		const hours = await reading(db, async (reader) => {
			const { rows } = await sql<SaidInHour>`
				SELECT hour, comments AS n FROM comment_by_hour
				WHERE thread_id = ${id} AND state = 'published' AND hour >= ${from} AND hour < ${until} ORDER BY 1`.execute(
				reader,
			);
			return rows;
		});
		let after: Cursor | undefined;
		do {
			const rows = await newest({ hours, from, until, after, limit: PORTION }, (since) =>
				reading(db, async (reader) => {
					const portion = await sql<Row>`
						SELECT ${shown(lang)} FROM (${threadsOf({ ...filters, topic: '', area: '', poll: '' }, null)} AND t.id = ${id}) t
						CROSS JOIN LATERAL (SELECT * FROM said
							WHERE thread_id = ${id}::uuid AND published_at >= ${since} AND published_at < ${until} ${beyond(after)}
							ORDER BY published_at DESC, id DESC LIMIT ${PORTION}) s
						ORDER BY s.published_at DESC, s.id DESC`.execute(reader);
					return portion.rows;
				}),
			);
			yield* rows;
			const last = rows.at(-1);
			after = rows.length === PORTION && last ? { key: last.key, id: last.id } : undefined;
		} while (after);
	}
}

type Row = Said & { key: number };

/**
 * The views that dashboards read keep their secrets by not letting a question reach the index behind them: whatever lies in
 * the span asked for is sorted. So the span begins no earlier than it must, as far as the counters know.
 */
async function newest(
	asked: {
		hours: readonly SaidInHour[];
		from: Date;
		until: Date;
		after: Cursor | undefined;
		limit: number;
	},
	read: (since: Date) => Promise<Row[]>,
): Promise<Row[]> {
	const { hours, from, until, after, limit } = asked;
	const before = after ? new Date(after.key / 1_000) : until;
	const since = reachBack(hours, { before, wanted: limit });
	const rows = await read(since ?? from);
	// A comment appears some seconds after it was counted, which may be in the next hour.
	return rows.length < limit && since ? read(from) : rows;
}

/** Microseconds, as the database counts them: a Date would lose what orders comments of one millisecond. */
const beyond = (after: Cursor | undefined) =>
	after
		? sql`AND (published_at, id) < (timestamptz 'epoch' + ${after.key} * interval '1 microsecond', ${after.id}::uuid)`
		: sql``;

const shown = (lang: Lang) => sql`
	s.id, s.body, s.published_at, s.is_official, s.depth > 0 AS is_reply,
	s.agree_count AS agree, s.disagree_count AS disagree, s.pass_count AS pass, s.reply_count AS replies,
	CASE WHEN t.poll_id IS NULL THEN 'topic' ELSE 'poll' END AS kind, coalesce(t.poll_slug, t.topic_slug) AS slug,
	coalesce(${named(sql`poll_text`, sql`poll_id`, sql`t.poll_id`, sql`question`, lang)},
		${named(sql`topic_text`, sql`topic_id`, sql`t.topic_id`, sql`title`, lang)}, '') AS title,
	CASE WHEN s.reply_count > 0 OR s.depth > 0 THEN (SELECT a.id FROM said a
		WHERE a.thread_id = s.thread_id AND a.root_id = coalesce(s.root_id, s.id) AND a.is_official AND a.id <> s.id
		ORDER BY a.published_at LIMIT 1) END AS answer_id,
	(extract(epoch FROM s.published_at) * 1000000)::bigint AS key`;

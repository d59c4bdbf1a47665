/** Comments in figures: added up from counters that move with them (migration 0043), however many there are. */
import { sql } from 'kysely';
import type { Lang } from '../../polls/poll';
import type { Reader } from '../../server/db/reader';
import type { Filters } from '../filters.schema';
import type { CommentFigures, ThreadMover } from '../overview';
import { hourAgo, named, threadsOf, type Scope } from './choices';

const MOVERS = 3;
/** Fewer are no movement but chance. */
const LEAST = 5;

interface Asked {
	filters: Filters;
	lang: Lang;
	scope: Scope;
}

interface Row extends Omit<CommentFigures, 'waits' | 'movers'> {
	day: number;
	three: number;
	longer: number;
}

export async function readCommentFigures(
	reader: Reader,
	{ filters, lang, scope }: Asked,
): Promise<CommentFigures> {
	const since = (periods: number) => hourAgo(filters.period * periods);
	const ago = (days: number) => sql`(SELECT clock_timestamp() - make_interval(days => ${days}))`;
	const { rows } = await sql<Row>`
		WITH fitting AS MATERIALIZED (${threadsOf(filters, scope)}),
		states AS (SELECT c.state, sum(c.comments) AS n FROM fitting f JOIN comment_count c ON c.thread_id = f.id GROUP BY 1),
		waiting AS (SELECT h.hour, h.comments AS n FROM fitting f JOIN comment_by_hour h ON h.thread_id = f.id AND h.state = 'held'),
		published AS (SELECT h.hour, h.comments AS n FROM fitting f
			JOIN comment_by_hour h ON h.thread_id = f.id AND h.state = 'published' AND h.hour >= ${since(2)})
		SELECT ${inState('held')} AS held, ${inState('published')} AS published, ${inState('rejected')} AS rejected,
			coalesce(sum(n) FILTER (WHERE hour > ${ago(1)}), 0) AS day,
			coalesce(sum(n) FILTER (WHERE hour <= ${ago(1)} AND hour > ${ago(3)}), 0) AS three,
			coalesce(sum(n) FILTER (WHERE hour <= ${ago(3)}), 0) AS longer,
			min(hour) AS oldest,
			(SELECT coalesce(sum(n) FILTER (WHERE hour >= ${since(1)}), 0) FROM published) AS now,
			(SELECT coalesce(sum(n) FILTER (WHERE hour < ${since(1)}), 0) FROM published) AS before
		FROM waiting`.execute(reader);
	const { rows: movers } = await sql<ThreadMover>`
		SELECT CASE WHEN f.poll_id IS NULL THEN 'topic' ELSE 'poll' END AS kind, coalesce(f.poll_slug, f.topic_slug) AS slug,
			coalesce(${named(sql`poll_text`, sql`poll_id`, sql`f.poll_id`, sql`question`, lang)},
				${named(sql`topic_text`, sql`topic_id`, sql`f.topic_id`, sql`title`, lang)}, '') AS title, h.now, h.before
		FROM (${threadsOf(filters, scope)}) f
		CROSS JOIN LATERAL (
			SELECT coalesce(sum(comments) FILTER (WHERE hour >= ${since(1)}), 0) AS now,
				coalesce(sum(comments) FILTER (WHERE hour < ${since(1)}), 0) AS before
			FROM comment_by_hour WHERE thread_id = f.id AND state = 'published' AND hour >= ${since(2)}) h
		WHERE abs(h.now - h.before) >= ${LEAST}
		ORDER BY abs(h.now - h.before) DESC, f.id LIMIT ${MOVERS}`.execute(reader);
	const { day, three, longer, ...figures } = rows[0]!;
	return { ...figures, waits: { day, three, longer }, movers };
}

const inState = (state: string) => sql`coalesce((SELECT n FROM states WHERE state = ${state}), 0)`;

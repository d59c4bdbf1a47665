/** Comments in figures: added up from counters that move with them (migration 0043), however many there are. */
import { sql } from 'kysely';
import type { Lang } from '../../polls/poll';
import type { Reader } from '../../server/db/reader';
import type { Filters } from '../filters.schema';
import type { CommentFigures } from '../overview';
import { hourAgo, named, threadsOf, type Scope } from './choices';

const MOVERS = 3;
/** Fewer are no movement but chance. */
const LEAST = 5;

interface Asked {
	filters: Filters;
	lang: Lang;
	scope: Scope;
}

interface Row extends Omit<CommentFigures, 'waits'> {
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
	// Hours are read once, all conversations together, and only then told apart.
	const { rows } = await sql<Row>`
		WITH fitting AS MATERIALIZED (${threadsOf(filters, scope)}),
		states AS (SELECT c.state, sum(c.comments) AS n FROM fitting f JOIN comment_count c ON c.thread_id = f.id GROUP BY 1),
		waiting AS (SELECT h.hour, h.comments AS n FROM comment_by_hour h
			WHERE h.state = 'held' AND h.thread_id IN (SELECT id FROM fitting)),
		published AS MATERIALIZED (SELECT h.thread_id,
				coalesce(sum(h.comments) FILTER (WHERE h.hour >= ${since(1)}), 0) AS now,
				coalesce(sum(h.comments) FILTER (WHERE h.hour < ${since(1)}), 0) AS before
			FROM comment_by_hour h
			WHERE h.state = 'published' AND h.hour >= ${since(2)} AND h.thread_id IN (SELECT id FROM fitting) GROUP BY 1),
		movers AS (SELECT CASE WHEN f.poll_id IS NULL THEN 'topic' ELSE 'poll' END AS kind, coalesce(f.poll_slug, f.topic_slug) AS slug,
				coalesce(${named(sql`poll_text`, sql`poll_id`, sql`f.poll_id`, sql`question`, lang)},
					${named(sql`topic_text`, sql`topic_id`, sql`f.topic_id`, sql`title`, lang)}, '') AS title, p.now, p.before, f.id
			FROM published p JOIN fitting f ON f.id = p.thread_id
			WHERE abs(p.now - p.before) >= ${LEAST}
			ORDER BY abs(p.now - p.before) DESC, f.id LIMIT ${MOVERS})
		SELECT ${inState('held')} AS held, ${inState('published')} AS published, ${inState('rejected')} AS rejected,
			coalesce(sum(n) FILTER (WHERE hour > ${ago(1)}), 0) AS day,
			coalesce(sum(n) FILTER (WHERE hour <= ${ago(1)} AND hour > ${ago(3)}), 0) AS three,
			coalesce(sum(n) FILTER (WHERE hour <= ${ago(3)}), 0) AS longer,
			min(hour) AS oldest,
			(SELECT coalesce(sum(now), 0)::bigint FROM published) AS now,
			(SELECT coalesce(sum(before), 0)::bigint FROM published) AS before,
			(SELECT coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'slug', slug, 'title', title, 'now', now, 'before', before)
				ORDER BY abs(now - before) DESC, id), '[]') FROM movers) AS movers
		FROM waiting`.execute(reader);
	const { day, three, longer, ...figures } = rows[0]!;
	return { ...figures, waits: { day, three, longer } };
}

const inState = (state: string) => sql`coalesce((SELECT n FROM states WHERE state = ${state}), 0)`;

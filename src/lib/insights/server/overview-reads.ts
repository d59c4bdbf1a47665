/**
 * The overview of polls. It sums counters that are kept with the votes: by poll, and by hour. What a page costs depends
 * on how many polls fit and how long the period is, never on how many people voted.
 */
import { sql } from 'kysely';
import { mayResultsBeSeen, pollStatus, type Lang } from '../../polls/poll';
import { classesOf } from '../../polls/results';
import type { Reader } from '../../server/db/reader';
import type { Filters } from '../filters.schema';
import { isComparable, moversOf } from '../movement';
import { periodTimes } from '../new-answers';
import type { Overview, PollLine } from '../overview';
import { areasWithin, hourAgo, listAreaChoices, listTopicChoices, named, type Scope } from './choices';
import { readCommentFigures } from './comment-figures';
import { listNewAnswers } from './new-answers-read';
import { listOpinionMovers } from './shift-reads';

const PAGE = 20;
/** Whoever has more polls than this narrows the filters; the page says so. */
const MOST = 500;

interface Asked {
	filters: Filters;
	lang: Lang;
	scope: Scope;
}

export async function readOverview(reader: Reader, { filters, lang, scope }: Asked): Promise<Overview> {
	const { now, lines, found } = await listLines(reader, { filters, lang, scope });
	const pages = Math.max(1, Math.ceil(lines.length / PAGE));
	const page = Math.min(filters.page, pages);
	const shown = lines.slice((page - 1) * PAGE, page * PAGE);
	const visible = shown.filter(({ ballots }) => ballots !== null).map(({ id }) => id);
	const times = periodTimes(now, filters.period);
	const newAnswers = await listNewAnswers(reader, visible, times);
	return {
		now,
		polls: shown.map((line) => ({ ...line, newAnswers: newAnswers.get(line.id) ?? {} })),
		times,
		found,
		looked: lines.length,
		pages,
		movers: moversOf(lines),
		opinions: await listOpinionMovers(reader, lines, { days: filters.period, lang }),
		comments: await readCommentFigures(reader, { filters, lang, scope }),
		topics: await listTopicChoices(reader, lang),
		areas: await listAreaChoices(reader, lang),
	};
}

interface Row extends Omit<PollLine, 'status' | 'ballots' | 'movements'> {
	state: string;
	found: number;
	now: Date;
	/** class -> ballots: in all, in the period, and in the period before. */
	counts: { c: 'verified' | 'unverified'; total: number; now: number; before: number }[];
}

/** Also the whole of the export. */
export async function listLines(
	reader: Reader,
	{ filters: { q, area, topic, status, period }, lang, scope }: Asked,
): Promise<{ now: Date; lines: PollLine[]; found: number }> {
	const words = q.split(/\s+/).filter(Boolean).slice(0, 8);
	const conditions = [
		sql`true`,
		status === 'open' && sql`p.state = 'published' AND p.opens_at <= c.now AND p.closes_at > c.now`,
		status === 'closed' && sql`(p.closes_at <= c.now OR p.state = 'archived')`,
		topic !== '' && sql`p.topic_id = (SELECT id FROM topic WHERE slug = ${topic})`,
		area !== '' && sql`p.eligible_area IN (${areasWithin([area])})`,
		scope && sql`p.eligible_area IN (${areasWithin(scope)})`,
		...words.map(
			(word) =>
				sql`EXISTS (SELECT FROM poll_text w WHERE w.poll_id = p.id AND strpos(w.folded, fold(${word})) > 0)`,
		),
	].filter((condition) => condition !== false && condition !== null);
	const since = (periods: number) => hourAgo(period * periods);
	const { rows } = await sql<Row>`
		WITH c AS (SELECT clock_timestamp() AS now), fitting AS MATERIALIZED (
			SELECT p.*, c.now, count(*) OVER () AS found,
				p.state <> 'published' OR p.closes_at <= c.now AS is_over
			FROM poll p, c WHERE ${sql.join(conditions, sql` AND `)}
			ORDER BY is_over, CASE WHEN p.closes_at > c.now THEN p.closes_at END, p.closes_at DESC, p.id
			LIMIT ${MOST})
		SELECT p.id, p.slug, t.question, p.level, p.state, p.opens_at, p.closes_at, p.result_policy AS policy, p.found, p.now,
			${named(sql`topic_text`, sql`topic_id`, sql`p.topic_id`, sql`title`, lang)} AS topic,
			${named(sql`area_text`, sql`area_code`, sql`p.eligible_area`, sql`name`, lang)} AS area,
			coalesce((SELECT published_count FROM thread WHERE poll_id = p.id), 0) AS comments,
			(SELECT sum((s->>'eligible')::int) FROM poll_strata k, jsonb_array_elements(k.strata) s WHERE k.poll_id = p.id) AS eligible,
			(SELECT coalesce(jsonb_agg(x), '[]') FROM (
				SELECT u.voter_class AS c, u.ballots AS total, h.now, h.before
				FROM (SELECT voter_class, sum(ballots) AS ballots FROM turnout WHERE poll_id = p.id GROUP BY 1) u CROSS JOIN LATERAL (
					SELECT coalesce(sum(ballots) FILTER (WHERE hour >= ${since(1)}), 0) AS now,
						coalesce(sum(ballots) FILTER (WHERE hour < ${since(1)}), 0) AS before
					FROM turnout_by_hour WHERE poll_id = p.id AND voter_class = u.voter_class AND hour >= ${since(2)}) h) x) AS counts
		FROM fitting p CROSS JOIN c
		CROSS JOIN LATERAL (SELECT question FROM poll_text
			WHERE poll_id = p.id AND lang IN (${lang}, p.original_lang) ORDER BY lang <> ${lang} LIMIT 1) t
		ORDER BY p.is_over, CASE WHEN p.closes_at > p.now THEN p.closes_at END, p.closes_at DESC, p.id`.execute(
		reader,
	);
	const now = rows[0]?.now ?? new Date();
	return { now, lines: rows.map((row) => lineOf(row, period)), found: rows[0]?.found ?? 0 };
}

function lineOf({ state, found: _, now, counts, ...row }: Row, days: number): PollLine {
	const status = pollStatus({ state, opensAt: row.opensAt, closesAt: row.closesAt }, now);
	// Officials see what everybody sees, when everybody sees it.
	const isSeen = mayResultsBeSeen({ resultPolicy: row.policy, status }, { hasVoted: false });
	const of = (voters: string) => counts.find(({ c }) => c === voters);
	return {
		...row,
		status,
		ballots: isSeen
			? { verified: of('verified')?.total ?? 0, unverified: of('unverified')?.total ?? 0 }
			: null,
		movements: isSeen
			? classesOf(row.level).map((voters) => ({
					class: voters,
					now: of(voters)?.now ?? 0,
					before: isComparable(row.opensAt, { now, days }) ? (of(voters)?.before ?? 0) : null,
				}))
			: [],
	};
}

/** Results and one's own answer. A results read sums at most 16 slots an option, however many votes there are. */
import { sql } from 'kysely';
import type { Poll } from '../../polls/poll';
import { classesOf, share, type HourlyTurnout, type Results } from '../../polls/results';
import type { Db } from '../../server/db/client';

export async function readResults(
	db: Db,
	poll: Pick<Poll, 'id' | 'slug' | 'level' | 'status' | 'options'>,
): Promise<Results> {
	const { rows } = await sql<{ now: Date; ballots: Count[]; votes: (Count & { o: number })[] }>`
		SELECT clock_timestamp() AS now,
			(SELECT coalesce(jsonb_agg(x), '[]') FROM (SELECT voter_class AS c, sum(ballots) AS n
				FROM turnout WHERE poll_id = ${poll.id} GROUP BY 1) x) AS ballots,
			(SELECT coalesce(jsonb_agg(x), '[]') FROM (SELECT voter_class AS c, option_id AS o, sum(votes) AS n
				FROM tally WHERE poll_id = ${poll.id} GROUP BY 1, 2) x) AS votes`.execute(db);
	const { now, ballots, votes } = rows[0]!;
	return {
		slug: poll.slug,
		asOf: now.toISOString(),
		status: poll.status,
		classes: classesOf(poll.level).map((voterClass) => {
			const total = ballots.find(({ c }) => c === voterClass)?.n ?? 0;
			return {
				class: voterClass,
				ballots: total,
				options: poll.options.map(({ id, label }) => {
					const count = votes.find(({ c, o }) => c === voterClass && o === id)?.n ?? 0;
					return { id, label, votes: count, share: share(count, total) };
				}),
			};
		}),
	};
}

interface Count {
	c: string;
	n: number;
}

export async function listHourlyTurnout(db: Db, pollId: string): Promise<HourlyTurnout[]> {
	const rows = await db
		.selectFrom('turnoutByHour')
		.select(['voterClass', 'hour', (eb) => eb.fn.sum<number>('ballots').as('ballots')])
		.where('pollId', '=', pollId)
		.groupBy(['voterClass', 'hour'])
		.orderBy('hour')
		.execute();
	return rows.map((row) => ({
		class: row.voterClass,
		hour: row.hour.toISOString(),
		ballots: Number(row.ballots),
	}));
}

/** Answers in people's own words that a moderator has read, the most frequent first. Ask only where results may be seen. */
export async function listOtherAnswers(
	db: Db,
	pollId: string,
	limit: number,
): Promise<{ body: string; count: number }[]> {
	const { rows } = await sql<{ body: string; count: number }>`
		SELECT min(body) AS body, count(*)::int AS count FROM other_answer
		WHERE poll_id = ${pollId} AND state = 'published'
		GROUP BY lower(body) ORDER BY 2 DESC, fold(min(body)), 1 LIMIT ${limit}`.execute(db);
	return rows;
}

import { sql } from 'kysely';
import type { VoterClass } from '../../polls/poll';
import type { Reader } from '../../server/db/reader';
import { newAnswersOf, type NewAnswers, type PeriodTimes } from '../new-answers';

/** By poll, of those that got some. Ask only of those whose results may be seen. */
export async function listNewAnswers(
	reader: Reader,
	pollIds: readonly string[],
	times: PeriodTimes,
): Promise<Map<string, NewAnswers>> {
	const { rows } = await sql<{ pollId: string; class: VoterClass; day: string; ballots: number }>`
		SELECT poll_id, voter_class AS class, (hour AT TIME ZONE 'Asia/Ho_Chi_Minh')::date::text AS day, sum(ballots)::int AS ballots
		FROM turnout_by_hour WHERE poll_id = ANY (${[...pollIds]}::uuid[]) AND hour >= ${times.since}
		GROUP BY 1, 2, 3`.execute(reader);
	return new Map(
		[...new Set(rows.map(({ pollId }) => pollId))].map((id) => [
			id,
			newAnswersOf(
				times,
				rows.filter(({ pollId }) => pollId === id),
			),
		]),
	);
}

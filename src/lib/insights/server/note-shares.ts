/** Keeps how the shares of polls stand, so that one can see them over time: at most one point an hour, and none of few people. */
import { sql } from 'kysely';
import type { Db } from '../../server/db/client';
import { LEAST_MORE } from '../share-points';

/** @returns how many points were kept */
export async function noteShares(db: Db): Promise<number> {
	// The table has the last word: it skips a point that another process kept meanwhile (migration 0050).
	const { numAffectedRows } = await sql`
		INSERT INTO share_point (poll_id, voter_class, hour, ballots, votes)
		SELECT p.id, u.voter_class, date_trunc('hour', clock_timestamp(), 'UTC'), u.ballots,
			(SELECT coalesce(jsonb_object_agg(option_id, votes), '{}') FROM (
				SELECT option_id, sum(votes) AS votes FROM tally
				WHERE poll_id = p.id AND voter_class = u.voter_class GROUP BY 1 HAVING sum(votes) > 0) t)
		FROM poll p
		CROSS JOIN LATERAL (SELECT voter_class, sum(ballots) AS ballots FROM turnout WHERE poll_id = p.id GROUP BY 1) u
		WHERE p.state = 'published' AND p.opens_at <= clock_timestamp() AND p.closes_at > clock_timestamp() - interval '1 day'
			AND u.ballots >= ${LEAST_MORE} + coalesce(
				(SELECT max(s.ballots) FROM share_point s WHERE s.poll_id = p.id AND s.voter_class = u.voter_class), 0)
		ON CONFLICT (poll_id, voter_class, hour) DO NOTHING`.execute(db);
	return Number(numAffectedRows ?? 0);
}

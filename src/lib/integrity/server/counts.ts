/**
 * The invariants that one statement can recount. Each gives how much was looked at, how much is wrong, and in which
 * polls. They run in one snapshot, so that votes written meanwhile are either in all of them or in none.
 */
import { sql, type RawBuilder } from 'kysely';
import type { Trx } from '../../server/db/client';
import type { Finding, Invariant } from '../integrity';

interface Recount {
	checked: number;
	broken: number;
	polls: string[];
}

type Counted = Exclude<Invariant, 'votes-of-known-citizens' | 'audit-chain-whole'>;

/** Around a list of what is wrong: `wrong` has a row for each fault, with its poll and how many it stands for. */
const summed = (checked: RawBuilder<unknown>, wrong: RawBuilder<unknown>) => sql<Recount>`
	WITH wrong AS (${wrong})
	SELECT (${checked}) AS checked, coalesce((SELECT sum(n) FROM wrong), 0)::bigint AS broken,
		ARRAY(SELECT DISTINCT coalesce(p.slug, w.poll_id::text) FROM wrong w LEFT JOIN poll p ON p.id = w.poll_id
			WHERE w.poll_id IS NOT NULL ORDER BY 1 LIMIT 20) AS polls`;

const votes = sql`SELECT count(*) FROM vote`;

const RECOUNTS: Record<Counted, RawBuilder<Recount>> = {
	'one-vote-per-voter': summed(
		votes,
		sql`SELECT poll_id, count(*) - 1 AS n FROM vote GROUP BY poll_id, voter_key HAVING count(*) > 1`,
	),
	// Withdrawn answers have no choices and fit every poll.
	'votes-fit-their-poll': summed(
		votes,
		sql`
			SELECT v.poll_id, count(*) AS n
			FROM vote v
			LEFT JOIN (SELECT p.id, p.level, p.min_choices, p.max_choices,
					p.state <> 'draft' AND p.opens_at <= clock_timestamp() AS has_opened,
					(SELECT array_agg(o.id) FROM poll_option o WHERE o.poll_id = p.id) AS option_ids
				FROM poll p) p ON p.id = v.poll_id
			WHERE (p.has_opened
				AND (p.level = 'open' OR (p.level = 'citizens' AND v.voter_class = 'verified'))
				AND v.choices <@ p.option_ids
				AND (cardinality(v.choices) = 0 OR cardinality(v.choices) BETWEEN p.min_choices AND p.max_choices)
			) IS NOT TRUE
			GROUP BY v.poll_id`,
	),
	'tallies-are-recounts': summed(
		sql`SELECT count(*) FROM tally`,
		sql`
			SELECT poll_id, count(*) AS n
			FROM (SELECT poll_id, voter_class, option_id, sum(votes) AS said FROM tally GROUP BY 1, 2, 3) t
			FULL JOIN (SELECT poll_id, voter_class, c AS option_id, count(*) AS counted
				FROM vote, unnest(choices) c GROUP BY 1, 2, 3) r USING (poll_id, voter_class, option_id)
			WHERE coalesce(said, 0) <> coalesce(counted, 0)
			GROUP BY 1`,
	),
	'turnout-is-a-recount': summed(
		sql`SELECT count(*) FROM turnout`,
		sql`
			SELECT poll_id, count(*) AS n
			FROM (SELECT poll_id, voter_class, sum(ballots) AS said FROM turnout GROUP BY 1, 2) t
			FULL JOIN (SELECT poll_id, voter_class, count(*) AS counted
				FROM vote WHERE choices <> '{}' GROUP BY 1, 2) r USING (poll_id, voter_class)
			WHERE coalesce(said, 0) <> coalesce(counted, 0)
			GROUP BY 1`,
	),
	// Nothing says in which stratum a vote was counted, so what can be recounted is all of them together.
	'strata-add-up-to-votes': summed(
		sql`SELECT count(*) FROM stratum_tally`,
		sql`
			SELECT poll_id, count(*) AS n
			FROM (SELECT poll_id, option_id, sum(votes) AS said FROM stratum_tally GROUP BY 1, 2) t
			FULL JOIN (SELECT v.poll_id, c AS option_id, count(*) AS counted
				FROM vote v JOIN poll_strata k ON k.poll_id = v.poll_id, unnest(v.choices || (-1)::smallint) c
				WHERE v.voter_class = 'verified' AND v.choices <> '{}' GROUP BY 1, 2) r USING (poll_id, option_id)
			WHERE coalesce(said, 0) <> coalesce(counted, 0)
			GROUP BY 1`,
	),
	'comments-are-recounts': summed(
		sql`SELECT count(*) FROM comment`,
		sql`
			SELECT t.poll_id, count(*) AS n FROM (
				SELECT thread_id
				FROM (SELECT thread_id, state, comments FROM comment_count) s
				FULL JOIN (SELECT thread_id, state, count(*) AS counted FROM comment GROUP BY 1, 2) r USING (thread_id, state)
				WHERE coalesce(comments, 0) <> coalesce(counted, 0)
				UNION ALL
				SELECT thread_id
				FROM (SELECT thread_id, state, hour, comments FROM comment_by_hour) s
				FULL JOIN (SELECT thread_id, state,
						date_trunc('hour', CASE state WHEN 'held' THEN state_since ELSE published_at END, 'UTC') AS hour, count(*) AS counted
					FROM comment WHERE state IN ('held', 'published') GROUP BY 1, 2, 3) r USING (thread_id, state, hour)
				WHERE coalesce(comments, 0) <> coalesce(counted, 0)
				UNION ALL
				SELECT t.id FROM thread t
				WHERE t.published_count <> (SELECT count(*) FROM comment c WHERE c.thread_id = t.id AND c.state = 'published')) wrong
			JOIN thread t ON t.id = wrong.thread_id
			GROUP BY 1`,
	),
};

export async function recount(trx: Trx): Promise<Finding[]> {
	const findings: Finding[] = [];
	for (const [invariant, statement] of Object.entries(RECOUNTS) as [Counted, RawBuilder<Recount>][]) {
		const { rows } = await statement.execute(trx);
		const { checked, broken, polls } = rows[0]!;
		findings.push({ invariant, held: broken === 0, checked, broken, polls });
	}
	return findings;
}

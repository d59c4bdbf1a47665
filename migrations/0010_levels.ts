import { sql, type Kysely } from 'kysely';

/**
 * Who may vote in a poll for citizens, and the withdrawal of an unverified answer by the verified one that replaces it.
 * The criteria are frozen with the rest of the poll when it opens (freeze_poll compares every column).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		-- eligible_area null: everybody. Ages are those that people reach in the year of opening, since only years are known.
		ALTER TABLE poll
			ADD COLUMN eligible_area text REFERENCES area,
			ADD COLUMN min_age smallint CHECK (min_age BETWEEN 0 AND 120),
			ADD COLUMN max_age smallint CHECK (max_age BETWEEN 0 AND 120),
			ADD CHECK (max_age >= min_age),
			ADD CHECK (level <> 'open' OR (eligible_area IS NULL AND min_age IS NULL AND max_age IS NULL));
	`.execute(db);

	// As in migration 0002, but for one thing: withdrawing is no change that could be used up.
	await sql`
		CREATE OR REPLACE FUNCTION count_changed_votes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
		DECLARE my_slot smallint := pg_backend_pid() % 16;
		BEGIN
			IF NOT EXISTS (SELECT FROM new_votes) THEN RETURN NULL; END IF;
			IF EXISTS (SELECT FROM new_votes n LEFT JOIN old_votes o USING (poll_id, voter_key) LEFT JOIN poll p ON p.id = n.poll_id
				WHERE (n.voter_class = o.voter_class
					AND CASE WHEN n.choices = '{}' THEN n.changes = o.changes
						ELSE n.changes = o.changes + (n.choices <> o.choices)::int AND n.changes <= p.max_changes END) IS NOT TRUE)
			THEN RAISE EXCEPTION 'a change that this poll does not take' USING ERRCODE = '55000'; END IF;
			PERFORM refuse_bad_votes(array_agg(poll_id), array_agg(voter_class), array_agg(choices::text)) FROM new_votes;
			PERFORM pg_advisory_xact_lock(hashtext('hoidan.tally'), my_slot);
			INSERT INTO tally AS t (poll_id, voter_class, option_id, slot, votes)
				SELECT poll_id, voter_class, c, my_slot, sum(step) FROM (
					SELECT n.poll_id, n.voter_class, c, 1 AS step FROM new_votes n, unnest(n.choices) c
					UNION ALL SELECT o.poll_id, o.voter_class, c, -1 FROM old_votes o, unnest(o.choices) c) moves
				GROUP BY 1, 2, 3 HAVING sum(step) <> 0
				ON CONFLICT (poll_id, voter_class, option_id, slot) DO UPDATE SET votes = t.votes + excluded.votes;
			INSERT INTO turnout AS t (poll_id, voter_class, slot, ballots)
				SELECT n.poll_id, n.voter_class, my_slot, sum((n.choices <> '{}')::int - (o.choices <> '{}')::int)
				FROM new_votes n JOIN old_votes o USING (poll_id, voter_key) GROUP BY 1, 2
				HAVING sum((n.choices <> '{}')::int - (o.choices <> '{}')::int) <> 0
				ON CONFLICT (poll_id, voter_class, slot) DO UPDATE SET ballots = t.ballots + excluded.ballots;
			PERFORM pg_notify('poll_changed', poll_id::text) FROM (SELECT DISTINCT poll_id FROM new_votes) p;
			RETURN NULL;
		END $$;
	`.execute(db);
}

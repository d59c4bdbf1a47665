import { sql, type Kysely } from 'kysely';

/**
 * What officials see. Answers of a poll for citizens are counted by stratum (area and age band, each of at least 200
 * people on the roll) in the transaction that writes the vote. The vote itself carries no stratum: the statement names it
 * in a setting of its transaction, from which the triggers count, and which is gone when that ends.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		-- Made once, from the roll as it stood when the poll took its first votes. A JSON list; a stratum is its place in it.
		CREATE TABLE poll_strata (
			poll_id uuid PRIMARY KEY REFERENCES poll ON DELETE CASCADE,
			strata jsonb NOT NULL CHECK (jsonb_typeof(strata) = 'array' AND jsonb_array_length(strata) <= 50),
			made_at timestamptz NOT NULL DEFAULT clock_timestamp()
		);
		-- Slots as in tally. option_id -1 counts ballots.
		CREATE TABLE stratum_tally (
			poll_id uuid NOT NULL,
			stratum smallint NOT NULL,
			option_id smallint NOT NULL,
			slot smallint NOT NULL,
			votes bigint NOT NULL,
			PRIMARY KEY (poll_id, stratum, option_id, slot)
		) WITH (fillfactor = 40);
	`.execute(db);

	// Triggers of one kind fire in the order of their names: these come after "counted" and "counted_again", which hold
	// the lock of the slot by then.
	await sql`
		CREATE FUNCTION count_new_votes_by_stratum() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
		DECLARE told text := current_setting('hoidan.strata', true);
		BEGIN
			IF coalesce(told, '') = '' THEN RETURN NULL; END IF;
			INSERT INTO stratum_tally AS t (poll_id, stratum, option_id, slot, votes)
				SELECT v.poll_id, s.value::smallint, c, pg_backend_pid() % 16, count(*)
				FROM jsonb_each_text(told::jsonb) s
				JOIN new_votes v ON v.voter_key = decode(s.key, 'hex') AND v.choices <> '{}'
				JOIN poll_strata k ON k.poll_id = v.poll_id AND s.value::int BETWEEN 0 AND jsonb_array_length(k.strata) - 1,
				unnest(v.choices || (-1)::smallint) c
				GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
				ON CONFLICT (poll_id, stratum, option_id, slot) DO UPDATE SET votes = t.votes + excluded.votes;
			RETURN NULL;
		END $$;
		CREATE TRIGGER counted_by_stratum AFTER INSERT ON vote
			REFERENCING NEW TABLE AS new_votes FOR EACH STATEMENT EXECUTE FUNCTION count_new_votes_by_stratum();

		CREATE FUNCTION count_changed_votes_by_stratum() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
		DECLARE told text := current_setting('hoidan.strata', true);
		BEGIN
			IF coalesce(told, '') = '' THEN RETURN NULL; END IF;
			INSERT INTO stratum_tally AS t (poll_id, stratum, option_id, slot, votes)
				SELECT n.poll_id, s.value::smallint, move.option_id, pg_backend_pid() % 16, sum(move.step)
				FROM jsonb_each_text(told::jsonb) s
				JOIN new_votes n ON n.voter_key = decode(s.key, 'hex')
				JOIN old_votes o USING (poll_id, voter_key)
				JOIN poll_strata k ON k.poll_id = n.poll_id AND s.value::int BETWEEN 0 AND jsonb_array_length(k.strata) - 1,
				LATERAL (
					SELECT c AS option_id, 1 AS step FROM unnest(n.choices) c
					UNION ALL SELECT c, -1 FROM unnest(o.choices) c
					UNION ALL SELECT -1, (n.choices <> '{}')::int - (o.choices <> '{}')::int) move
				GROUP BY 1, 2, 3 HAVING sum(move.step) <> 0 ORDER BY 1, 2, 3
				ON CONFLICT (poll_id, stratum, option_id, slot) DO UPDATE SET votes = t.votes + excluded.votes;
			RETURN NULL;
		END $$;
		CREATE TRIGGER counted_by_stratum_again AFTER UPDATE ON vote
			REFERENCING OLD TABLE AS old_votes NEW TABLE AS new_votes FOR EACH STATEMENT EXECUTE FUNCTION count_changed_votes_by_stratum();
		REVOKE EXECUTE ON FUNCTION count_new_votes_by_stratum(), count_changed_votes_by_stratum() FROM PUBLIC;

		GRANT SELECT, INSERT ON poll_strata TO hoidan_app;
		GRANT SELECT ON stratum_tally TO hoidan_app;
	`.execute(db);

	await sql`
		-- What is shown of the strata, at most once an hour: as counted, to judge the next one by, and as protected.
		CREATE TABLE breakdown (
			poll_id uuid NOT NULL REFERENCES poll ON DELETE CASCADE,
			hour timestamptz NOT NULL CHECK (hour = date_trunc('hour', hour, 'UTC')),
			counted jsonb NOT NULL CHECK (jsonb_typeof(counted) = 'array'),
			shown jsonb NOT NULL CHECK (jsonb_typeof(shown) = 'array'),
			PRIMARY KEY (poll_id, hour)
		);
		CREATE TRIGGER kept BEFORE UPDATE OR TRUNCATE ON breakdown FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
		GRANT SELECT, INSERT ON breakdown TO hoidan_app;

		CREATE VIEW shown_breakdown AS
			SELECT DISTINCT ON (b.poll_id) b.poll_id, b.hour, b.shown FROM breakdown b ORDER BY b.poll_id, b.hour DESC;
	`.execute(db);

	// The application becomes this role for a transaction, and then can read what is named here and write nothing.
	// Counts and public texts; no person, no session, no vote, no count of a small group.
	await sql`
		DO $$ BEGIN
			CREATE ROLE hoidan_insights NOLOGIN;
		EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
		DO $$ BEGIN
			IF NOT pg_has_role('hoidan_app', 'hoidan_insights', 'MEMBER') THEN GRANT hoidan_insights TO hoidan_app; END IF;
		END $$;
		REVOKE ALL ON ALL TABLES IN SCHEMA public FROM hoidan_insights;
		GRANT USAGE ON SCHEMA public TO hoidan_insights;
		GRANT EXECUTE ON FUNCTION fold(text) TO hoidan_insights;
		GRANT SELECT ON topic, topic_text, poll, poll_text, poll_option, poll_option_text, area, area_text,
			tally, turnout, turnout_by_hour, poll_strata, shown_breakdown TO hoidan_insights;
	`.execute(db);
}

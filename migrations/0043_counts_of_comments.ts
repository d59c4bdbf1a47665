import { sql, type Kysely } from 'kysely';

/**
 * Comments counted as they move, so that dashboards add up a few counters however many there are; counters of past hours
 * folded into one; and every verified answer of a poll with strata counted in one of them, so that they can be recounted:
 * who is in none is in stratum -1.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		CREATE TABLE comment_count (
			thread_id uuid NOT NULL REFERENCES thread ON DELETE CASCADE,
			state text NOT NULL,
			comments int NOT NULL,
			PRIMARY KEY (thread_id, state)
		) WITH (fillfactor = 50);
		-- Of those that are published, when that was; of those that wait, since when they do.
		CREATE TABLE comment_by_hour (
			thread_id uuid NOT NULL REFERENCES thread ON DELETE CASCADE,
			state text NOT NULL CHECK (state IN ('held', 'published')),
			hour timestamptz NOT NULL CHECK (hour = date_trunc('hour', hour, 'UTC')),
			comments int NOT NULL,
			PRIMARY KEY (thread_id, state, hour)
		) WITH (fillfactor = 50);

		CREATE FUNCTION hour_of_comment(c comment) RETURNS timestamptz LANGUAGE sql STABLE SET search_path = public, pg_temp
			AS $$ SELECT date_trunc('hour', CASE c.state WHEN 'published' THEN c.published_at WHEN 'held' THEN c.state_since END, 'UTC') $$;
		REVOKE EXECUTE ON FUNCTION hour_of_comment(comment) FROM PUBLIC;

		INSERT INTO comment_count SELECT thread_id, state, count(*) FROM comment GROUP BY 1, 2;
		INSERT INTO comment_by_hour
			SELECT thread_id, state, hour_of_comment(c), count(*) FROM comment c WHERE state IN ('held', 'published') GROUP BY 1, 2, 3;
	`.execute(db);

	await sql`
		-- Counters are always moved in the order of their keys, so that two comments of one thread never wait for each
		-- other in a circle.
		CREATE FUNCTION move_comment_counters() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
		BEGIN
			INSERT INTO comment_count AS t (thread_id, state, comments)
				SELECT NEW.thread_id, state, sum(step) FROM (
					SELECT NEW.state AS state, 1 AS step UNION ALL SELECT OLD.state, -1 WHERE TG_OP = 'UPDATE') moved
				GROUP BY 2 HAVING sum(step) <> 0 ORDER BY 2
				ON CONFLICT (thread_id, state) DO UPDATE SET comments = t.comments + excluded.comments;
			INSERT INTO comment_by_hour AS t (thread_id, state, hour, comments)
				SELECT NEW.thread_id, state, hour, sum(step) FROM (
					SELECT NEW.state AS state, hour_of_comment(NEW) AS hour, 1 AS step
					UNION ALL SELECT OLD.state, hour_of_comment(OLD), -1 WHERE TG_OP = 'UPDATE') moved
				WHERE hour IS NOT NULL
				GROUP BY 2, 3 HAVING sum(step) <> 0 ORDER BY 2, 3
				ON CONFLICT (thread_id, state, hour) DO UPDATE SET comments = t.comments + excluded.comments;
			RETURN NULL;
		END $$;
		REVOKE EXECUTE ON FUNCTION move_comment_counters() FROM PUBLIC;
		CREATE TRIGGER counted_by_state AFTER INSERT ON comment FOR EACH ROW EXECUTE FUNCTION move_comment_counters();
		CREATE TRIGGER counted_by_state_again AFTER UPDATE OF state, state_since, published_at ON comment FOR EACH ROW
			WHEN (OLD.state <> NEW.state OR OLD.state_since <> NEW.state_since OR OLD.published_at IS DISTINCT FROM NEW.published_at)
			EXECUTE FUNCTION move_comment_counters();

		GRANT SELECT ON comment_count, comment_by_hour TO hoidan_app;
		CREATE VIEW insight.comment_count AS SELECT thread_id, state, comments FROM public.comment_count;
		CREATE VIEW insight.comment_by_hour AS
			SELECT thread_id, state, hour, comments FROM public.comment_by_hour WHERE comments <> 0;
		GRANT SELECT ON insight.comment_count, insight.comment_by_hour TO hoidan_insights;
	`.execute(db);

	await sql`
		-- An hour that is over needs its counters apart no longer: one row is enough, and a curve of months costs what its
		-- hours cost, not sixteen times that. Nothing writes an hour again after it is over.
		CREATE INDEX turnout_hour_apart ON turnout_by_hour (hour) WHERE slot <> 0;
		CREATE FUNCTION fold_past_hours() RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
			WITH gone AS (
				DELETE FROM turnout_by_hour WHERE slot <> 0 AND hour < date_trunc('hour', clock_timestamp(), 'UTC') - interval '1 hour'
				RETURNING poll_id, voter_class, hour, ballots
			), folded AS (
				INSERT INTO turnout_by_hour AS t (poll_id, voter_class, hour, slot, ballots)
				SELECT poll_id, voter_class, hour, 0, sum(ballots) FROM gone GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
				ON CONFLICT (poll_id, voter_class, hour, slot) DO UPDATE SET ballots = t.ballots + excluded.ballots
				RETURNING 1
			)
			SELECT count(*) FROM folded $$;
		REVOKE EXECUTE ON FUNCTION fold_past_hours() FROM PUBLIC;
		GRANT EXECUTE ON FUNCTION fold_past_hours() TO hoidan_app;
	`.execute(db);

	// As in migration 0030, but that whoever is told to be in no stratum is counted as well.
	await sql`
		CREATE FUNCTION told_strata() RETURNS TABLE (voter_key bytea, stratum smallint) LANGUAGE sql STABLE
			SET search_path = public, pg_temp AS $$
			SELECT decode(key, 'hex'), value::smallint
			FROM jsonb_each_text(coalesce(nullif(current_setting('hoidan.strata', true), ''), '{}')::jsonb) $$;
		REVOKE EXECUTE ON FUNCTION told_strata() FROM PUBLIC;

		CREATE OR REPLACE FUNCTION count_new_votes_by_stratum() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
		BEGIN
			IF NOT EXISTS (SELECT FROM poll_strata WHERE poll_id IN (SELECT poll_id FROM new_votes)) THEN RETURN NULL; END IF;
			INSERT INTO stratum_tally AS t (poll_id, stratum, option_id, slot, votes)
				SELECT v.poll_id, CASE WHEN s.stratum BETWEEN 0 AND jsonb_array_length(k.strata) - 1 THEN s.stratum ELSE -1 END,
					c, pg_backend_pid() % 16, count(*)
				FROM new_votes v
				JOIN poll_strata k ON k.poll_id = v.poll_id
				LEFT JOIN told_strata() s ON s.voter_key = v.voter_key,
				unnest(v.choices || (-1)::smallint) c
				WHERE v.voter_class = 'verified' AND v.choices <> '{}'
				GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
				ON CONFLICT (poll_id, stratum, option_id, slot) DO UPDATE SET votes = t.votes + excluded.votes;
			RETURN NULL;
		END $$;

		CREATE OR REPLACE FUNCTION count_changed_votes_by_stratum() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
		BEGIN
			IF NOT EXISTS (SELECT FROM poll_strata WHERE poll_id IN (SELECT poll_id FROM new_votes)) THEN RETURN NULL; END IF;
			INSERT INTO stratum_tally AS t (poll_id, stratum, option_id, slot, votes)
				SELECT n.poll_id, CASE WHEN s.stratum BETWEEN 0 AND jsonb_array_length(k.strata) - 1 THEN s.stratum ELSE -1 END,
					move.option_id, pg_backend_pid() % 16, sum(move.step)
				FROM new_votes n
				JOIN old_votes o USING (poll_id, voter_key)
				JOIN poll_strata k ON k.poll_id = n.poll_id
				LEFT JOIN told_strata() s ON s.voter_key = n.voter_key,
				LATERAL (
					SELECT c AS option_id, 1 AS step FROM unnest(n.choices) c
					UNION ALL SELECT c, -1 FROM unnest(o.choices) c
					UNION ALL SELECT -1, (n.choices <> '{}')::int - (o.choices <> '{}')::int) move
				WHERE n.voter_class = 'verified'
				GROUP BY 1, 2, 3 HAVING sum(move.step) <> 0 ORDER BY 1, 2, 3
				ON CONFLICT (poll_id, stratum, option_id, slot) DO UPDATE SET votes = t.votes + excluded.votes;
			RETURN NULL;
		END $$;
	`.execute(db);

	await sql`
		-- What was answered before the strata were made is in none of them. The lock waits for votes in flight, which hold
		-- their poll FOR SHARE, and those that come after see the strata.
		CREATE FUNCTION count_votes_before_strata() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
		BEGIN
			PERFORM FROM poll WHERE id = NEW.poll_id FOR NO KEY UPDATE;
			INSERT INTO stratum_tally (poll_id, stratum, option_id, slot, votes)
				SELECT NEW.poll_id, -1, option_id, 0, sum(n) FROM (
					SELECT option_id, votes AS n FROM tally WHERE poll_id = NEW.poll_id AND voter_class = 'verified'
					UNION ALL SELECT -1, ballots FROM turnout WHERE poll_id = NEW.poll_id AND voter_class = 'verified') whole
				GROUP BY 3 HAVING sum(n) <> 0;
			RETURN NULL;
		END $$;
		REVOKE EXECUTE ON FUNCTION count_votes_before_strata() FROM PUBLIC;
		CREATE TRIGGER begun AFTER INSERT ON poll_strata FOR EACH ROW EXECUTE FUNCTION count_votes_before_strata();

		INSERT INTO stratum_tally (poll_id, stratum, option_id, slot, votes)
			SELECT poll_id, -1, option_id, 0, sum(n) FROM (
				SELECT poll_id, option_id, votes AS n FROM tally WHERE voter_class = 'verified'
				UNION ALL SELECT poll_id, -1, ballots FROM turnout WHERE voter_class = 'verified'
				UNION ALL SELECT poll_id, option_id, -votes FROM stratum_tally) whole
			WHERE poll_id IN (SELECT poll_id FROM poll_strata)
			GROUP BY 1, 3 HAVING sum(n) <> 0;
	`.execute(db);
}

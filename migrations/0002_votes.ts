import { sql, type Kysely } from 'kysely';

/**
 * Votes and their tallies. One row per voter and poll, by primary key; the tally moves in the statement that writes
 * the votes, by trigger, whoever writes them. The application may insert votes and change their choices, nothing else:
 * it cannot delete one, give it to another voter, or touch a tally.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		-- voter_key: HMAC-SHA256 under the poll's own key, which the database cannot read (see poll_key).
		-- choices: ascending option ids; empty means withdrawn. No time, serial, address or user agent stands beside them.
		-- No foreign key on poll_id: its check would run once per vote; count_votes makes the same check once per batch,
		-- and a poll that has ever been published cannot be deleted.
		CREATE TABLE vote (
			poll_id uuid NOT NULL,
			voter_key bytea NOT NULL CHECK (octet_length(voter_key) = 32),
			voter_class text NOT NULL CHECK (voter_class IN ('verified', 'unverified')),
			choices smallint[] NOT NULL,
			changes smallint NOT NULL DEFAULT 0 CHECK (changes >= 0),
			PRIMARY KEY (poll_id, voter_key)
		) WITH (fillfactor = 90);

		-- Counters are split over 16 slots, one per database connection, so that application processes never queue
		-- for one hot row. A slot alone may be negative (a voter who changed through another process); the sum may not.
		CREATE TABLE tally (
			poll_id uuid NOT NULL,
			voter_class text NOT NULL,
			option_id smallint NOT NULL,
			slot smallint NOT NULL,
			votes bigint NOT NULL,
			PRIMARY KEY (poll_id, voter_class, option_id, slot)
		) WITH (fillfactor = 40);
		CREATE TABLE turnout (
			poll_id uuid NOT NULL,
			voter_class text NOT NULL,
			slot smallint NOT NULL,
			ballots bigint NOT NULL,
			PRIMARY KEY (poll_id, voter_class, slot)
		) WITH (fillfactor = 40);
		-- First answers by the hour: coarse enough to say nothing about one person's choice, fine enough for a curve.
		CREATE TABLE turnout_by_hour (
			poll_id uuid NOT NULL,
			voter_class text NOT NULL,
			hour timestamptz NOT NULL CHECK (hour = date_trunc('hour', hour, 'UTC')),
			slot smallint NOT NULL,
			ballots bigint NOT NULL,
			PRIMARY KEY (poll_id, voter_class, hour, slot)
		) WITH (fillfactor = 40);
	`.execute(db);

	await sql`
		-- The last line of defence, once per statement: whatever code writes a vote, a closed poll takes none, a
		-- choice outside the poll is none, and the class fits the level.
		CREATE FUNCTION refuse_bad_votes(polls uuid[], classes text[], choices text[]) RETURNS void
		LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
		BEGIN
			IF EXISTS (
				WITH ruled AS MATERIALIZED (
					SELECT p.id, p.state = 'published' AND clock_timestamp() >= p.opens_at AND clock_timestamp() < p.closes_at AS is_open,
						p.level, p.min_choices, p.max_choices,
						(SELECT array_agg(o.id) FROM poll_option o WHERE o.poll_id = p.id) AS option_ids
					FROM poll p WHERE p.id = ANY (polls))
				SELECT FROM unnest(polls, classes, choices) AS v (poll_id, voter_class, given)
				CROSS JOIN LATERAL (SELECT v.given::smallint[] AS ids) g
				LEFT JOIN ruled r ON r.id = v.poll_id
				WHERE (r.is_open
					AND (r.level = 'open' OR (r.level = 'citizens' AND v.voter_class = 'verified'))
					AND g.ids <@ r.option_ids
					AND (cardinality(g.ids) = 0 OR cardinality(g.ids) BETWEEN r.min_choices AND r.max_choices)
					AND (cardinality(g.ids) < 2 OR g.ids = ARRAY(SELECT DISTINCT c FROM unnest(g.ids) c ORDER BY c))
				) IS NOT TRUE)
			THEN RAISE EXCEPTION 'a vote that this poll does not take' USING ERRCODE = '55000'; END IF;
		END $$;

		CREATE FUNCTION count_new_votes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
		DECLARE my_slot smallint := pg_backend_pid() % 16;
		BEGIN
			IF NOT EXISTS (SELECT FROM new_votes) THEN RETURN NULL; END IF;
			PERFORM refuse_bad_votes(array_agg(poll_id), array_agg(voter_class), array_agg(choices::text)) FROM new_votes;
			-- Two connections that share a slot take turns, so counters are never locked in two orders.
			PERFORM pg_advisory_xact_lock(hashtext('hoidan.tally'), my_slot);
			INSERT INTO tally AS t (poll_id, voter_class, option_id, slot, votes)
				SELECT v.poll_id, v.voter_class, c, my_slot, count(*) FROM new_votes v, unnest(v.choices) c GROUP BY 1, 2, 3
				ON CONFLICT (poll_id, voter_class, option_id, slot) DO UPDATE SET votes = t.votes + excluded.votes;
			INSERT INTO turnout AS t (poll_id, voter_class, slot, ballots)
				SELECT poll_id, voter_class, my_slot, count(*) FROM new_votes WHERE choices <> '{}' GROUP BY 1, 2
				ON CONFLICT (poll_id, voter_class, slot) DO UPDATE SET ballots = t.ballots + excluded.ballots;
			INSERT INTO turnout_by_hour AS t (poll_id, voter_class, hour, slot, ballots)
				SELECT poll_id, voter_class, date_trunc('hour', clock_timestamp(), 'UTC'), my_slot, count(*)
				FROM new_votes WHERE choices <> '{}' GROUP BY 1, 2
				ON CONFLICT (poll_id, voter_class, hour, slot) DO UPDATE SET ballots = t.ballots + excluded.ballots;
			PERFORM pg_notify('poll_changed', poll_id::text) FROM (SELECT DISTINCT poll_id FROM new_votes) p;
			RETURN NULL;
		END $$;
		CREATE TRIGGER counted AFTER INSERT ON vote
			REFERENCING NEW TABLE AS new_votes FOR EACH STATEMENT EXECUTE FUNCTION count_new_votes();

		CREATE FUNCTION count_changed_votes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
		DECLARE my_slot smallint := pg_backend_pid() % 16;
		BEGIN
			IF NOT EXISTS (SELECT FROM new_votes) THEN RETURN NULL; END IF;
			IF EXISTS (SELECT FROM new_votes n LEFT JOIN old_votes o USING (poll_id, voter_key) LEFT JOIN poll p ON p.id = n.poll_id
				WHERE (n.voter_class = o.voter_class
					AND n.changes = o.changes + (n.choices <> o.choices)::int
					AND n.changes <= p.max_changes) IS NOT TRUE)
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
		CREATE TRIGGER counted_again AFTER UPDATE ON vote
			REFERENCING OLD TABLE AS old_votes NEW TABLE AS new_votes FOR EACH STATEMENT EXECUTE FUNCTION count_changed_votes();

		CREATE FUNCTION forbid_change() RETURNS trigger LANGUAGE plpgsql AS $$
		BEGIN RAISE EXCEPTION '% on % is not allowed', TG_OP, TG_TABLE_NAME USING ERRCODE = '55000'; END $$;
		CREATE TRIGGER kept BEFORE DELETE OR TRUNCATE ON vote FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
	`.execute(db);

	await sql`
		-- The key of a poll's pseudonyms, random, wrapped (AES-256-GCM) by a key that only the application's environment
		-- holds. A key can be made only while the poll takes votes, and is deleted some days after it has closed.
		CREATE TABLE poll_key (
			poll_id uuid PRIMARY KEY REFERENCES poll ON DELETE CASCADE,
			wrapped bytea NOT NULL CHECK (octet_length(wrapped) = 60)
		);

		-- "Other, in my words": apart from the vote and without a link to the voter. author_key is an HMAC of its own
		-- kind, so it equals no voter_key; it allows one text per voter and poll.
		CREATE TABLE other_answer (
			id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
			poll_id uuid NOT NULL REFERENCES poll,
			author_key bytea NOT NULL CHECK (octet_length(author_key) = 32),
			body text NOT NULL CHECK (char_length(body) BETWEEN 1 AND 300 AND body IS NFC NORMALIZED),
			state text NOT NULL DEFAULT 'held' CHECK (state IN ('held', 'published', 'rejected')),
			UNIQUE (poll_id, author_key)
		);
	`.execute(db);
}

import { sql, type Kysely } from 'kysely';

/**
 * How the shares of a poll's options stood from hour to hour. A point is kept only when at least ten more have answered
 * than at the point before, so that no two points tell what one person chose (docs/decisions/0050).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		CREATE TABLE share_point (
			poll_id uuid NOT NULL REFERENCES poll ON DELETE CASCADE,
			voter_class text NOT NULL CHECK (voter_class IN ('verified', 'unverified')),
			hour timestamptz NOT NULL CHECK (hour = date_trunc('hour', hour, 'UTC')),
			ballots bigint NOT NULL CHECK (ballots >= 10),
			-- Option id -> votes; options without votes are left out.
			votes jsonb NOT NULL CHECK (jsonb_typeof(votes) = 'object'),
			PRIMARY KEY (poll_id, voter_class, hour)
		);

		-- One after another, so that two processes at the turn of the hour do not both keep one.
		CREATE FUNCTION skip_close_points() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
		BEGIN
			PERFORM pg_advisory_xact_lock(hashtext('hoidan.share_point'));
			IF EXISTS (SELECT FROM share_point
				WHERE poll_id = NEW.poll_id AND voter_class = NEW.voter_class AND ballots > NEW.ballots - 10)
			THEN RETURN NULL; END IF;
			RETURN NEW;
		END $$;
		CREATE TRIGGER apart BEFORE INSERT ON share_point FOR EACH ROW EXECUTE FUNCTION skip_close_points();
		CREATE TRIGGER kept BEFORE UPDATE OR TRUNCATE ON share_point FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
		GRANT SELECT, INSERT ON share_point TO hoidan_app;

		CREATE VIEW insight.share_point AS SELECT poll_id, voter_class, hour, ballots, votes FROM public.share_point;
		GRANT SELECT ON insight.share_point TO hoidan_insights;
	`.execute(db);
}

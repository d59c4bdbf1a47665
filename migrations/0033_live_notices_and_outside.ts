import { sql, type Kysely } from 'kysely';

/** Unread notices are told to open pages; and comments wait for the answer of a screening service outside. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		CREATE FUNCTION tell_person() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
		BEGIN
			PERFORM pg_notify('notices_changed', coalesce(NEW.person_id, OLD.person_id)::text);
			RETURN NULL;
		END $$;
		CREATE TRIGGER told AFTER INSERT OR DELETE OR UPDATE OF read_at ON person_notice FOR EACH ROW EXECUTE FUNCTION tell_person();

		-- A revision that a service outside has not judged yet. Written with it, so that no comment is forgotten; taken by
		-- one process at a time, for as long as asking can take.
		CREATE TABLE screening_job (
			comment_id uuid NOT NULL,
			revision smallint NOT NULL,
			id uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(), -- by which the service knows it
			tries smallint NOT NULL DEFAULT 0,
			next_try_at timestamptz NOT NULL DEFAULT clock_timestamp(),
			made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
			PRIMARY KEY (comment_id, revision),
			FOREIGN KEY (comment_id, revision) REFERENCES comment_revision ON DELETE CASCADE
		);
		CREATE INDEX screening_job_by_turn ON screening_job (next_try_at);
		GRANT SELECT, INSERT, DELETE ON screening_job TO hoidan_app;
		GRANT UPDATE (tries, next_try_at) ON screening_job TO hoidan_app;
		-- What was found may grow; what was written stays.
		GRANT UPDATE (findings) ON comment_revision TO hoidan_app;
	`.execute(db);
}

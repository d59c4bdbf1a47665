import { sql, type Kysely } from 'kysely';

/** Sessions: the cookie carries id and secret, the table only the secret's hash, so a stolen dump opens nothing. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		CREATE TABLE session (
			id text PRIMARY KEY CHECK (char_length(id) = 16),
			secret_hash bytea NOT NULL CHECK (octet_length(secret_hash) = 32),
			person_id uuid NOT NULL REFERENCES person,
			assurance text NOT NULL CHECK (assurance IN ('one-factor', 'two-factor')),
			way text NOT NULL CHECK (char_length(way) <= 40),
			created_at timestamptz NOT NULL DEFAULT now(),
			authenticated_at timestamptz NOT NULL DEFAULT now(), -- when the person last proved who they are
			last_seen_at timestamptz NOT NULL DEFAULT now(),
			browser text NOT NULL DEFAULT '' CHECK (char_length(browser) <= 80) -- for the person's own list of sessions
		);
		CREATE INDEX session_by_person ON session (person_id);
		CREATE INDEX session_by_age ON session (created_at);

		-- Open streams of an ended session end with it, in whatever process they are.
		CREATE FUNCTION tell_session_ended() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
		BEGIN
			PERFORM pg_notify('session_ended', OLD.id);
			RETURN OLD;
		END $$;
		CREATE TRIGGER ended AFTER DELETE ON session FOR EACH ROW EXECUTE FUNCTION tell_session_ended();

		GRANT SELECT, INSERT, DELETE ON session TO hoidan_app;
		GRANT UPDATE (last_seen_at) ON session TO hoidan_app;
	`.execute(db);
}

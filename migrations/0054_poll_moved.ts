import { sql, type Kysely } from 'kysely';

/**
 * A poll whose times or state have moved is told apart from one that somebody answered: processes keep definitions of polls
 * for a moment, which a thousand answers a second must not end.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		CREATE OR REPLACE FUNCTION tell_poll_changed() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
		BEGIN
			PERFORM pg_notify('poll_moved', NEW.id::text), pg_notify('poll_changed', NEW.id::text);
			RETURN NULL;
		END $$;
	`.execute(db);
}

import { sql, type Kysely } from 'kysely';

/** Watchers of a poll learn at once when its closing time moves or its state changes, not only when somebody votes. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		CREATE FUNCTION tell_poll_changed() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
		BEGIN
			PERFORM pg_notify('poll_changed', NEW.id::text);
			RETURN NULL;
		END $$;
		CREATE TRIGGER told AFTER UPDATE OF state, opens_at, closes_at ON poll FOR EACH ROW EXECUTE FUNCTION tell_poll_changed();
	`.execute(db);
}

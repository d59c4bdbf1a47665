import { sql, type Kysely } from 'kysely';

/**
 * The life of a topic: a draft comes out now or at a set time, is taken off and may come back, and is put away. The moves
 * are held here as in src/lib/topics/topic-state.ts; what is out follows from the database's clock, as with polls. A
 * draft is read by whoever has its link, until the link is withdrawn.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		ALTER TABLE topic
			ADD COLUMN archived_at timestamptz, -- put away: neither on the site nor at hand at the desk
			ADD CHECK (archived_at IS NULL OR published_at IS NULL OR unpublished_at IS NOT NULL);

		CREATE FUNCTION hold_topic() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
		DECLARE came_out boolean := coalesce(OLD.published_at <= clock_timestamp(), false);
		BEGIN
			IF TG_OP = 'DELETE' THEN
				IF came_out THEN RAISE EXCEPTION 'a topic that came out stays' USING ERRCODE = '55000'; END IF;
				RETURN OLD;
			END IF;
			IF NEW.version < OLD.version THEN RAISE EXCEPTION 'a version only rises' USING ERRCODE = '55000'; END IF;
			IF came_out AND NEW.published_at IS DISTINCT FROM OLD.published_at THEN
				RAISE EXCEPTION 'a topic came out when it came out' USING ERRCODE = '55000';
			END IF;
			IF NEW.unpublished_at IS NOT NULL AND OLD.unpublished_at IS NULL AND NOT came_out THEN
				RAISE EXCEPTION 'only what is out is taken off' USING ERRCODE = '55000';
			END IF;
			IF OLD.archived_at IS NOT NULL AND NEW.archived_at IS NOT NULL AND to_jsonb(NEW) <> to_jsonb(OLD) THEN
				RAISE EXCEPTION 'a topic that was put away rests' USING ERRCODE = '55000';
			END IF;
			RETURN NEW;
		END $$;
		CREATE TRIGGER held BEFORE UPDATE OR DELETE ON topic FOR EACH ROW EXECUTE FUNCTION hold_topic();

		-- The key alone opens nothing: the link carries a mark that only the application can make.
		CREATE TABLE topic_preview (
			topic_id uuid PRIMARY KEY REFERENCES topic,
			key uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
			made_at timestamptz NOT NULL DEFAULT now(),
			made_by uuid REFERENCES person,
			expires_at timestamptz NOT NULL
		);
		GRANT SELECT, INSERT, UPDATE, DELETE ON topic_preview TO hoidan_app;
	`.execute(db);
}

import { sql, type Kysely } from 'kysely';

/** Tones tell how people feel. What officials answer them is no part of that, so it is no longer rated. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		CREATE OR REPLACE FUNCTION follow_tone() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
		BEGIN
			DELETE FROM tone_due WHERE comment_id = NEW.id;
			DELETE FROM tone_rating WHERE comment_id = NEW.id AND (NEW.state <> 'published' OR revision <> NEW.revision);
			IF NEW.state = 'published' AND NOT NEW.is_official THEN
				INSERT INTO tone_due VALUES (NEW.id) ON CONFLICT DO NOTHING;
			END IF;
			RETURN NULL;
		END $$;
		DELETE FROM tone_due d USING comment c WHERE c.id = d.comment_id AND c.is_official;
		DELETE FROM tone_rating r USING comment c WHERE c.id = r.comment_id AND c.is_official;
	`.execute(db);
}

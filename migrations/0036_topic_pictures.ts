import { sql, type Kysely } from 'kysely';

/**
 * Pictures of topics, and who wrote them. A row names the files that were made of a picture; the files lie outside of
 * the database and are named after what is in them, so that one name never means two pictures.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		CREATE TABLE picture (
			id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
			width int NOT NULL CHECK (width BETWEEN 1 AND 4000), -- of the widest file, like the height
			height int NOT NULL CHECK (height BETWEEN 1 AND 8000),
			made_at timestamptz NOT NULL DEFAULT now(),
			made_by uuid REFERENCES person
		);
		CREATE TABLE picture_file (
			picture_id uuid NOT NULL REFERENCES picture ON DELETE CASCADE,
			name text NOT NULL CHECK (name ~ '^[0-9a-f]{64}[.](webp|jpg)$'),
			width int NOT NULL CHECK (width BETWEEN 1 AND 4000),
			bytes int NOT NULL CHECK (bytes > 0),
			PRIMARY KEY (picture_id, name)
		);
		CREATE INDEX picture_file_by_name ON picture_file (name);
		GRANT SELECT, INSERT, DELETE ON picture, picture_file TO hoidan_app;

		ALTER TABLE topic
			ADD COLUMN author text NOT NULL DEFAULT '' CHECK (char_length(author) <= 100 AND author IS NFC NORMALIZED),
			ADD COLUMN picture_id uuid REFERENCES picture,
			ADD COLUMN picture_credit text NOT NULL DEFAULT '' CHECK (char_length(picture_credit) <= 200 AND picture_credit IS NFC NORMALIZED);
		CREATE INDEX topic_by_picture ON topic (picture_id);
		ALTER TABLE topic_text
			ADD COLUMN picture_alt text NOT NULL DEFAULT '' CHECK (char_length(picture_alt) <= 300 AND picture_alt IS NFC NORMALIZED),
			ADD COLUMN picture_caption text NOT NULL DEFAULT ''
				CHECK (char_length(picture_caption) <= 300 AND picture_caption IS NFC NORMALIZED);

		-- Whoever does not see the picture reads what is on it, in each language in which the topic is. Asked at the end of
		-- a transaction, since topic and texts are written one after the other.
		CREATE FUNCTION describe_picture() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
		DECLARE which uuid;
		BEGIN
			IF TG_TABLE_NAME = 'topic' THEN which := NEW.id; ELSE which := NEW.topic_id; END IF;
			IF EXISTS (SELECT FROM topic p JOIN topic_text t ON t.topic_id = p.id
				WHERE p.id = which AND p.picture_id IS NOT NULL AND t.picture_alt = '') THEN
				RAISE EXCEPTION 'a picture has words for those who do not see it'
					USING ERRCODE = '23514', CONSTRAINT = 'topic_picture_described';
			END IF;
			RETURN NULL;
		END $$;
		CREATE CONSTRAINT TRIGGER described AFTER INSERT OR UPDATE OF picture_id ON topic
			DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION describe_picture();
		CREATE CONSTRAINT TRIGGER described AFTER INSERT OR UPDATE OF picture_alt ON topic_text
			DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION describe_picture();
	`.execute(db);
}

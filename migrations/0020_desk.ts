import { sql, type Kysely } from 'kysely';

/**
 * What editors need at their desk. Every row that two of them may edit at once has a version, which each saving raises:
 * whoever saves over an older one is told so. The moves between a poll's states are held here as in
 * src/lib/polls/poll-state.ts, and a topic keeps every wording it ever had.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		ALTER TABLE poll
			ADD COLUMN version int NOT NULL DEFAULT 1,
			ADD COLUMN edited_at timestamptz NOT NULL DEFAULT now(),
			ADD COLUMN edited_by uuid REFERENCES person;

		-- As in migration 0001, but for two things: who touched a poll last may change with what may still change, and a
		-- poll is archived only once it has closed, so that nobody closes one without saying why.
		CREATE OR REPLACE FUNCTION freeze_poll() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
		DECLARE may_still_change text[] := '{state,closes_at,version,edited_at,edited_by}';
		BEGIN
			IF TG_OP = 'DELETE' THEN
				IF OLD.state <> 'draft' THEN RAISE EXCEPTION 'only a draft can be deleted' USING ERRCODE = '55000'; END IF;
				RETURN OLD;
			END IF;
			IF NEW.id <> OLD.id THEN RAISE EXCEPTION 'a poll keeps its id' USING ERRCODE = '55000'; END IF;
			IF NEW.version < OLD.version THEN RAISE EXCEPTION 'a version only rises' USING ERRCODE = '55000'; END IF;
			IF OLD.state = 'archived' AND NEW.state <> 'archived' THEN
				RAISE EXCEPTION 'an archived poll stays archived' USING ERRCODE = '55000';
			END IF;
			IF poll_has_opened(OLD) THEN
				IF to_jsonb(NEW) - may_still_change <> to_jsonb(OLD) - may_still_change OR NEW.state = 'draft' THEN
					RAISE EXCEPTION 'an open poll is frozen' USING ERRCODE = '55000';
				END IF;
				IF NEW.closes_at <> OLD.closes_at AND (OLD.closes_at <= clock_timestamp() OR OLD.state = 'archived') THEN
					RAISE EXCEPTION 'a closed poll stays closed' USING ERRCODE = '55000';
				END IF;
			END IF;
			IF NEW.state = 'archived' AND OLD.state <> 'archived'
				AND NOT (OLD.state = 'published' AND OLD.closes_at <= clock_timestamp()) THEN
				RAISE EXCEPTION 'only a closed poll is archived' USING ERRCODE = '55000';
			END IF;
			RETURN NEW;
		END $$;

		-- Public: when the closing of an open poll was moved, and why. Kept as it was written.
		CREATE TABLE poll_closing_change (
			poll_id uuid NOT NULL REFERENCES poll,
			made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
			was timestamptz NOT NULL,
			becomes timestamptz NOT NULL CHECK (becomes <> was),
			reason text NOT NULL CHECK (char_length(reason) BETWEEN 10 AND 500 AND reason IS NFC NORMALIZED),
			made_by uuid REFERENCES person,
			PRIMARY KEY (poll_id, made_at)
		);
		CREATE TRIGGER kept BEFORE UPDATE OR DELETE OR TRUNCATE ON poll_closing_change
			FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
		GRANT SELECT, INSERT ON poll_closing_change TO hoidan_app;

	`.execute(db);

	await sql`
		ALTER TABLE topic
			ADD COLUMN category text NOT NULL DEFAULT 'other' CHECK (category ~ '^[a-z]+(-[a-z]+)*$' AND char_length(category) <= 40),
			ADD COLUMN unpublished_at timestamptz, -- taken off again; published_at then says when it had come out
			ADD COLUMN version int NOT NULL DEFAULT 1,
			ADD COLUMN edited_at timestamptz NOT NULL DEFAULT now(),
			ADD COLUMN edited_by uuid REFERENCES person,
			ADD CHECK (unpublished_at IS NULL OR published_at IS NOT NULL);
		UPDATE topic SET edited_at = published_at WHERE published_at IS NOT NULL;

		-- Each saving keeps what it wrote, whole: texts by language, as jsonb so that a revision is one row.
		CREATE TABLE topic_revision (
			topic_id uuid NOT NULL REFERENCES topic,
			version int NOT NULL CHECK (version >= 1),
			made_at timestamptz NOT NULL DEFAULT now(),
			made_by uuid REFERENCES person, -- null: it was there before revisions were kept
			content jsonb NOT NULL CHECK (jsonb_typeof(content) = 'object' AND octet_length(content::text) <= 600000),
			PRIMARY KEY (topic_id, version)
		);
		CREATE TRIGGER kept BEFORE UPDATE OR DELETE OR TRUNCATE ON topic_revision
			FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
		GRANT SELECT, INSERT ON topic_revision TO hoidan_app;
	`.execute(db);
}

import { sql, type Kysely } from 'kysely';

/**
 * Threads end by the database's clock, and what others have answered keeps its place: a conversation stays readable when
 * its first comment is withdrawn, rejected or looked at again. Answers in one's own words get a log of decisions, and
 * moderators a place to write down what a colleague should know about a person.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		-- Whoever writes in the last second is measured by the clock that counts, not by when their page was read.
		CREATE FUNCTION check_thread_open() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
		BEGIN
			PERFORM FROM thread WHERE id = NEW.thread_id AND (mode = 'closed' OR closes_at <= clock_timestamp());
			IF FOUND THEN RAISE EXCEPTION 'the thread is closed' USING ERRCODE = '23514', CONSTRAINT = 'thread_open'; END IF;
			RETURN NEW;
		END $$;
		CREATE TRIGGER open BEFORE INSERT ON comment FOR EACH ROW EXECUTE FUNCTION check_thread_open();

		-- Since when it has its place in the thread: its first publication, whatever became of it afterwards.
		ALTER TABLE comment ADD COLUMN stands_at timestamptz;
		UPDATE comment SET stands_at = published_at WHERE published_at IS NOT NULL;
		UPDATE comment SET stands_at = created_at WHERE published_at IS NULL AND id IN (SELECT unnest(ARRAY[parent_id, root_id]) FROM comment WHERE depth > 0);

		CREATE FUNCTION place_comment() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
		BEGIN
			-- A publication that was taken back before anybody saw it gives no place.
			IF TG_OP = 'UPDATE' AND OLD.stands_at <= clock_timestamp() THEN
				NEW.stands_at := OLD.stands_at;
			ELSE
				NEW.stands_at := NEW.published_at;
			END IF;
			RETURN NEW;
		END $$;
		CREATE TRIGGER placed BEFORE INSERT OR UPDATE OF published_at ON comment FOR EACH ROW EXECUTE FUNCTION place_comment();

		DROP INDEX comment_newest, comment_most_agreed, comment_most_discussed;
		CREATE INDEX comment_newest ON comment (thread_id, stands_at, id) WHERE depth = 0 AND (state = 'published' OR reply_count > 0);
		CREATE INDEX comment_most_agreed ON comment (thread_id, agreement, id) WHERE depth = 0 AND (state = 'published' OR reply_count > 0);
		CREATE INDEX comment_most_discussed ON comment (thread_id, reply_count, id) WHERE depth = 0 AND (state = 'published' OR reply_count > 0);
	`.execute(db);

	await sql`
		-- What was decided on answers in own words, with the words that were read. Nothing leads from here to a voter.
		CREATE TABLE other_decision (
			id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
			answer_id uuid NOT NULL REFERENCES other_answer,
			body text NOT NULL CHECK (char_length(body) BETWEEN 1 AND 300),
			becomes text NOT NULL CHECK (becomes IN ('published', 'rejected')),
			reason text CHECK (reason IN ('offensive', 'abusive', 'spam', 'advertising', 'personal-data', 'off-topic', 'false-claim', 'hate', 'illegal', 'duplicate', 'other')),
			note text NOT NULL DEFAULT '' CHECK (char_length(note) <= 1000 AND note IS NFC NORMALIZED),
			moderator_id uuid NOT NULL REFERENCES person,
			decided_at timestamptz NOT NULL DEFAULT clock_timestamp(),
			CHECK ((reason IS NOT NULL) = (becomes = 'rejected')),
			CHECK (reason IS DISTINCT FROM 'other' OR note <> '')
		);
		CREATE INDEX other_decision_by_answer ON other_decision (answer_id, id DESC);
		CREATE TRIGGER kept BEFORE UPDATE OR DELETE OR TRUNCATE ON other_decision FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
		GRANT SELECT, INSERT ON other_decision TO hoidan_app;
		CREATE INDEX other_answer_waiting ON other_answer (state, id);
		CREATE INDEX other_answer_published ON other_answer (poll_id) WHERE state = 'published';
		CREATE TRIGGER told AFTER INSERT OR UPDATE OF state ON other_answer FOR EACH STATEMENT EXECUTE FUNCTION tell_desk();

		-- For staff alone, by whom and when; never changed. It goes with the name of a person who asks to be forgotten.
		CREATE TABLE staff_note (
			id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
			person_id uuid NOT NULL REFERENCES person,
			area_code text REFERENCES area,                -- whose moderators read it; null: all
			body text NOT NULL CHECK (char_length(body) BETWEEN 1 AND 1000 AND body IS NFC NORMALIZED),
			written_by uuid NOT NULL REFERENCES person,
			written_at timestamptz NOT NULL DEFAULT clock_timestamp()
		);
		CREATE INDEX staff_note_by_person ON staff_note (person_id, id DESC);
		CREATE TRIGGER kept BEFORE UPDATE OR TRUNCATE ON staff_note FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
		CREATE FUNCTION check_note_gone() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
		BEGIN
			IF NOT EXISTS (SELECT FROM person WHERE id = OLD.person_id AND deleted_at IS NOT NULL) THEN
				RAISE EXCEPTION 'a note about a person stays' USING ERRCODE = '55000';
			END IF;
			RETURN OLD;
		END $$;
		REVOKE EXECUTE ON FUNCTION check_note_gone() FROM PUBLIC;
		CREATE TRIGGER kept_for_person BEFORE DELETE ON staff_note FOR EACH ROW EXECUTE FUNCTION check_note_gone();
		GRANT SELECT, INSERT, DELETE ON staff_note TO hoidan_app;
	`.execute(db);
}

import { sql, type Kysely } from 'kysely';

/**
 * Notices by e-mail. Who wants them says so for an address that is theirs: the wish hangs on that
 * address, and a mail that waits on the wish, so that both go when the address goes or becomes another one. A notice knows when its mail is due from the moment that it
 * is written, in the transaction that decided what it tells; taking the decision back takes both.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		CREATE TABLE mail_wish (
			person_id uuid NOT NULL REFERENCES contact_email ON DELETE CASCADE,
			list text NOT NULL CHECK (list IN ('notices', 'desk')),
			rhythm text NOT NULL CHECK (rhythm IN ('off', 'at-once', 'daily')),
			hour smallint NOT NULL CHECK (hour BETWEEN 0 AND 23), -- of the daily one, in Vietnam
			after_hours smallint CHECK (after_hours BETWEEN 1 AND 168), -- of the desk: told at once when something waits longer
			lang text NOT NULL CHECK (lang IN ('vi', 'en')),
			key uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(), -- names the wish in links that end it
			mailed_at timestamptz, -- the last time
			PRIMARY KEY (person_id, list),
			CHECK ((list = 'desk') = (after_hours IS NOT NULL))
		);
		GRANT SELECT, INSERT ON mail_wish TO hoidan_app;
		GRANT UPDATE (rhythm, hour, after_hours, lang, mailed_at) ON mail_wish TO hoidan_app;

		ALTER TABLE mail_outbox ADD COLUMN wish uuid REFERENCES mail_wish (key) ON DELETE CASCADE; -- null: nobody's wish, such as a code
		CREATE INDEX mail_outbox_by_wish ON mail_outbox (wish) WHERE wish IS NOT NULL;

		ALTER TABLE person_notice
			DROP CONSTRAINT person_notice_kind_check,
			ADD CONSTRAINT person_notice_kind_check CHECK (kind IN ('published', 'rejected', 'appeal-overturned', 'appeal-upheld',
				'warned', 'held', 'suspended', 'banned', 'replied', 'answered')),
			ADD COLUMN sanction_id uuid REFERENCES sanction,
			ADD COLUMN mail_at timestamptz, -- when a mail about it is due; null: none is, or no longer
			ADD COLUMN mailed_at timestamptz;
		CREATE INDEX person_notice_to_mail ON person_notice (mail_at) WHERE mail_at IS NOT NULL;
		CREATE INDEX person_notice_by_comment ON person_notice (comment_id);
		CREATE UNIQUE INDEX person_notice_of_reply ON person_notice (comment_id) WHERE kind IN ('replied', 'answered');
		GRANT UPDATE (mail_at, mailed_at) ON person_notice TO hoidan_app;
	`.execute(db);

	await sql`
		CREATE FUNCTION next_hour(hour int, since timestamptz) RETURNS timestamptz LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
			SELECT (date_trunc('day', since AT TIME ZONE 'Asia/Ho_Chi_Minh') + make_interval(hours => hour)
				+ CASE WHEN extract(hour FROM since AT TIME ZONE 'Asia/Ho_Chi_Minh') >= hour THEN interval '1 day' ELSE interval '0' END)
				AT TIME ZONE 'Asia/Ho_Chi_Minh'
		$$;
		-- A little after others see it, when nobody can take it back any more; replies by many make one mail in a quarter of an hour.
		CREATE FUNCTION notice_mail_time(wish mail_wish, kind text, since timestamptz) RETURNS timestamptz LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
			SELECT CASE wish.rhythm
				WHEN 'daily' THEN next_hour(wish.hour, since)
				WHEN 'at-once' THEN greatest(since + interval '3 seconds', CASE kind WHEN 'replied' THEN wish.mailed_at + interval '15 minutes' END)
			END
		$$;
		CREATE FUNCTION time_notice() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
		BEGIN
			SELECT notice_mail_time(w, NEW.kind, greatest(NEW.shown_from, clock_timestamp())) INTO NEW.mail_at
			FROM mail_wish w WHERE w.person_id = NEW.person_id AND w.list = 'notices';
			RETURN NEW;
		END $$;
		CREATE TRIGGER timed BEFORE INSERT ON person_notice FOR EACH ROW EXECUTE FUNCTION time_notice();

		-- Another rhythm holds for what waits already; what nobody wished for when it was written stays unsent.
		CREATE FUNCTION time_notices() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
		BEGIN
			IF OLD.list = 'notices' THEN
				UPDATE person_notice n SET mail_at = CASE WHEN TG_OP = 'UPDATE'
					THEN notice_mail_time(NEW, n.kind, greatest(n.shown_from, clock_timestamp())) END
				WHERE n.person_id = OLD.person_id AND n.mail_at IS NOT NULL;
			END IF;
			RETURN NULL;
		END $$;
		CREATE TRIGGER timed AFTER UPDATE OF rhythm, hour ON mail_wish FOR EACH ROW EXECUTE FUNCTION time_notices();
		CREATE TRIGGER gone AFTER DELETE ON mail_wish FOR EACH ROW EXECUTE FUNCTION time_notices();

		-- Whoever reads the new address has wished for nothing yet.
		CREATE FUNCTION forget_wishes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
		BEGIN
			DELETE FROM mail_wish WHERE person_id = NEW.person_id;
			RETURN NULL;
		END $$;
		CREATE TRIGGER changed AFTER UPDATE OF digest ON contact_email FOR EACH ROW
			WHEN (OLD.digest <> NEW.digest) EXECUTE FUNCTION forget_wishes();
	`.execute(db);

	await sql`
		-- Whoever is answered is told, however the answer came to be published; and is not, once it is gone unread.
		CREATE FUNCTION tell_answered() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
		BEGIN
			IF NEW.state = 'published' THEN
				INSERT INTO person_notice (person_id, kind, comment_id, shown_from)
				SELECT a.author_id, CASE WHEN NEW.is_official THEN 'answered' ELSE 'replied' END, NEW.id, NEW.published_at
				FROM comment a JOIN person p ON p.id = a.author_id
				WHERE a.id = NEW.parent_id AND a.author_id <> NEW.author_id AND a.state = 'published' AND p.deleted_at IS NULL
				ON CONFLICT DO NOTHING;
			ELSE
				DELETE FROM person_notice WHERE comment_id = NEW.id AND kind IN ('replied', 'answered') AND read_at IS NULL AND mailed_at IS NULL;
				UPDATE person_notice SET read_at = clock_timestamp()
				WHERE comment_id = NEW.id AND kind IN ('replied', 'answered') AND read_at IS NULL;
			END IF;
			RETURN NULL;
		END $$;
		CREATE TRIGGER answered_new AFTER INSERT ON comment FOR EACH ROW
			WHEN (NEW.parent_id IS NOT NULL AND NEW.state = 'published') EXECUTE FUNCTION tell_answered();
		CREATE TRIGGER answered AFTER UPDATE OF state ON comment FOR EACH ROW
			WHEN (NEW.parent_id IS NOT NULL AND (OLD.state = 'published') <> (NEW.state = 'published')) EXECUTE FUNCTION tell_answered();
	`.execute(db);
}

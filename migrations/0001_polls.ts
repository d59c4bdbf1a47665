import { sql, type Kysely } from 'kysely';

/**
 * Topics, polls and their options. What a citizen is asked is frozen by the database from the moment the poll opens:
 * an answer counted under one wording can never end up under another.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		-- Search and sorting as Vietnamese readers expect: "Tài", "tai" and "TAI" are found by "tai".
		-- Own function instead of the extension unaccent: a managed PostgreSQL may not offer extensions to its users.
		CREATE FUNCTION fold(t text) RETURNS text
		LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURNS NULL ON NULL INPUT
		AS $$ SELECT lower(translate(regexp_replace(normalize(t, NFD), '[\u0300-\u036f]', '', 'g'), 'Đđ', 'dd')) $$;
	`.execute(db);

	await sql`
		CREATE TABLE topic (
			id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
			slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND char_length(slug) BETWEEN 3 AND 80),
			original_lang text NOT NULL DEFAULT 'vi' CHECK (original_lang IN ('vi', 'en')),
			published_at timestamptz
		);
	`.execute(db);
	await sql`
		CREATE TABLE topic_text (
			topic_id uuid NOT NULL REFERENCES topic ON DELETE CASCADE,
			lang text NOT NULL CHECK (lang IN ('vi', 'en')),
			title text NOT NULL CHECK (char_length(title) BETWEEN 1 AND 200 AND title IS NFC NORMALIZED),
			summary text NOT NULL CHECK (char_length(summary) <= 500 AND summary IS NFC NORMALIZED),
			body text NOT NULL CHECK (char_length(body) <= 50000 AND body IS NFC NORMALIZED),
			folded text NOT NULL GENERATED ALWAYS AS (fold(title || ' ' || summary)) STORED,
			PRIMARY KEY (topic_id, lang)
		);
	`.execute(db);

	await sql`
		CREATE TABLE poll (
			id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
			slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND char_length(slug) BETWEEN 3 AND 80),
			topic_id uuid REFERENCES topic,
			level text NOT NULL CHECK (level IN ('open', 'citizens', 'secret')),
			kind text NOT NULL CHECK (kind IN ('single', 'multiple', 'rating-5', 'rating-10')),
			state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'published', 'archived')),
			opens_at timestamptz NOT NULL,
			closes_at timestamptz NOT NULL,
			min_choices smallint NOT NULL DEFAULT 1 CHECK (min_choices >= 1),
			max_choices smallint NOT NULL DEFAULT 1,
			max_changes smallint NOT NULL DEFAULT 100 CHECK (max_changes BETWEEN 0 AND 1000),
			ordered boolean NOT NULL DEFAULT false,
			result_policy text NOT NULL DEFAULT 'live' CHECK (result_policy IN ('live', 'after-vote', 'after-close')),
			original_lang text NOT NULL DEFAULT 'vi' CHECK (original_lang IN ('vi', 'en')),
			CHECK (closes_at > opens_at),
			CHECK (max_choices >= min_choices),
			CHECK (kind = 'multiple' OR (min_choices = 1 AND max_choices = 1))
		);
		CREATE INDEX poll_by_closing ON poll (closes_at, id) WHERE state = 'published';
		CREATE INDEX poll_by_topic ON poll (topic_id);
	`.execute(db);
	await sql`
		CREATE TABLE poll_text (
			poll_id uuid NOT NULL REFERENCES poll ON DELETE CASCADE,
			lang text NOT NULL CHECK (lang IN ('vi', 'en')),
			question text NOT NULL CHECK (char_length(question) BETWEEN 1 AND 300 AND question IS NFC NORMALIZED),
			intro text NOT NULL DEFAULT '' CHECK (char_length(intro) <= 2000 AND intro IS NFC NORMALIZED),
			folded text NOT NULL GENERATED ALWAYS AS (fold(question || ' ' || intro)) STORED,
			PRIMARY KEY (poll_id, lang)
		);
	`.execute(db);
	await sql`
		CREATE TABLE poll_option (
			poll_id uuid NOT NULL REFERENCES poll ON DELETE CASCADE,
			id smallint NOT NULL CHECK (id BETWEEN 0 AND 999), -- in a rating the id is the value
			position smallint NOT NULL,
			is_other boolean NOT NULL DEFAULT false,           -- "other, in my words"
			PRIMARY KEY (poll_id, id),
			UNIQUE (poll_id, position) DEFERRABLE INITIALLY DEFERRED
		);
		CREATE UNIQUE INDEX one_other_per_poll ON poll_option (poll_id) WHERE is_other;
	`.execute(db);
	await sql`
		CREATE TABLE poll_option_text (
			poll_id uuid NOT NULL,
			option_id smallint NOT NULL,
			lang text NOT NULL CHECK (lang IN ('vi', 'en')),
			label text NOT NULL CHECK (char_length(label) BETWEEN 1 AND 200 AND label IS NFC NORMALIZED),
			PRIMARY KEY (poll_id, option_id, lang),
			FOREIGN KEY (poll_id, option_id) REFERENCES poll_option ON DELETE CASCADE
		);
	`.execute(db);

	await sql`
		CREATE FUNCTION poll_has_opened(p poll) RETURNS boolean LANGUAGE sql STABLE
		AS $$ SELECT p.state <> 'draft' AND p.opens_at <= clock_timestamp() $$;

		-- After opening only two things may still happen to a poll: its closing time moves while it is open
		-- (extended, or closed early), and it is archived.
		CREATE FUNCTION freeze_poll() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
		BEGIN
			IF TG_OP = 'DELETE' THEN
				IF OLD.state <> 'draft' THEN RAISE EXCEPTION 'only a draft can be deleted' USING ERRCODE = '55000'; END IF;
				RETURN OLD;
			END IF;
			IF NEW.id <> OLD.id THEN RAISE EXCEPTION 'a poll keeps its id' USING ERRCODE = '55000'; END IF;
			IF OLD.state = 'archived' AND NEW.state <> 'archived' THEN
				RAISE EXCEPTION 'an archived poll stays archived' USING ERRCODE = '55000';
			END IF;
			IF poll_has_opened(OLD) THEN
				IF to_jsonb(NEW) - 'state' - 'closes_at' <> to_jsonb(OLD) - 'state' - 'closes_at' OR NEW.state = 'draft' THEN
					RAISE EXCEPTION 'an open poll is frozen' USING ERRCODE = '55000';
				END IF;
				IF NEW.closes_at <> OLD.closes_at AND (OLD.closes_at <= clock_timestamp() OR OLD.state = 'archived') THEN
					RAISE EXCEPTION 'a closed poll stays closed' USING ERRCODE = '55000';
				END IF;
			END IF;
			RETURN NEW;
		END $$;
		CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON poll FOR EACH ROW EXECUTE FUNCTION freeze_poll();

		CREATE FUNCTION freeze_poll_part() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
		BEGIN
			-- The row lock makes an edit wait for a publication in progress, and the other way round.
			PERFORM FROM poll p WHERE p.id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.poll_id END, CASE WHEN TG_OP <> 'DELETE' THEN NEW.poll_id END)
				FOR SHARE;
			IF EXISTS (SELECT FROM poll p
				WHERE p.id IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.poll_id END, CASE WHEN TG_OP <> 'DELETE' THEN NEW.poll_id END)
					AND poll_has_opened(p)) THEN
				RAISE EXCEPTION 'an open poll is frozen' USING ERRCODE = '55000';
			END IF;
			RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
		END $$;
		CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON poll_text FOR EACH ROW EXECUTE FUNCTION freeze_poll_part();
		CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON poll_option FOR EACH ROW EXECUTE FUNCTION freeze_poll_part();
		CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON poll_option_text FOR EACH ROW EXECUTE FUNCTION freeze_poll_part();

		-- What a poll must have before anybody can be asked: an original wording of everything, and a choice to make.
		CREATE FUNCTION complete_poll() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
		DECLARE options int;
		BEGIN
			IF NEW.state <> 'published' OR (TG_OP = 'UPDATE' AND OLD.state = 'published') THEN RETURN NEW; END IF;
			SELECT count(*) INTO options FROM poll_option WHERE poll_id = NEW.id;
			IF options < 2 OR options < NEW.max_choices
				OR (NEW.kind = 'rating-5' AND (SELECT array_agg(id ORDER BY id) FROM poll_option WHERE poll_id = NEW.id) <> '{1,2,3,4,5}')
				OR (NEW.kind = 'rating-10' AND (SELECT array_agg(id ORDER BY id) FROM poll_option WHERE poll_id = NEW.id) <> '{0,1,2,3,4,5,6,7,8,9,10}')
				OR NOT EXISTS (SELECT FROM poll_text t WHERE t.poll_id = NEW.id AND t.lang = NEW.original_lang)
				OR EXISTS (SELECT FROM poll_option o WHERE o.poll_id = NEW.id AND NOT EXISTS (
					SELECT FROM poll_option_text t WHERE (t.poll_id, t.option_id, t.lang) = (o.poll_id, o.id, NEW.original_lang)))
			THEN RAISE EXCEPTION 'the poll is not complete' USING ERRCODE = '55000'; END IF;
			RETURN NEW;
		END $$;
		CREATE TRIGGER complete BEFORE INSERT OR UPDATE ON poll FOR EACH ROW EXECUTE FUNCTION complete_poll();
	`.execute(db);
}

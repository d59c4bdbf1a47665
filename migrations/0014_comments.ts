import { sql, type Kysely } from 'kysely';

/**
 * What people say under topics and polls. A text is never changed: each edit is a revision of its own, and whoever
 * decides names the one that was read. What is shown and counted is kept by triggers, in the transaction that changes it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		-- One for every topic and every poll, made with it.
		CREATE TABLE thread (
			id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
			topic_id uuid UNIQUE REFERENCES topic ON DELETE CASCADE,
			poll_id uuid UNIQUE REFERENCES poll ON DELETE CASCADE,
			mode text NOT NULL DEFAULT 'before' CHECK (mode IN ('before', 'after', 'closed')),
			closes_at timestamptz,
			area_code text REFERENCES area,                -- whose moderators tend it; null: those of everywhere
			published_count int NOT NULL DEFAULT 0 CHECK (published_count >= 0),
			CHECK (num_nonnulls(topic_id, poll_id) = 1)
		);
		CREATE FUNCTION open_thread() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
		BEGIN
			IF TG_TABLE_NAME = 'topic' THEN INSERT INTO thread (topic_id) VALUES (NEW.id);
			ELSE INSERT INTO thread (poll_id) VALUES (NEW.id); END IF;
			RETURN NULL;
		END $$;
		CREATE TRIGGER thread AFTER INSERT ON topic FOR EACH ROW EXECUTE FUNCTION open_thread();
		CREATE TRIGGER thread AFTER INSERT ON poll FOR EACH ROW EXECUTE FUNCTION open_thread();
		INSERT INTO thread (topic_id) SELECT id FROM topic;
		INSERT INTO thread (poll_id) SELECT id FROM poll;
		GRANT SELECT ON thread TO hoidan_app;
		GRANT UPDATE (mode, closes_at, area_code) ON thread TO hoidan_app;
	`.execute(db);

	await sql`
		CREATE TABLE comment (
			id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
			thread_id uuid NOT NULL REFERENCES thread ON DELETE CASCADE,
			author_id uuid NOT NULL REFERENCES person,
			parent_id uuid,
			root_id uuid,                                  -- the comment of depth 0 above it; null at depth 0
			depth smallint NOT NULL DEFAULT 0 CHECK (depth BETWEEN 0 AND 100),
			state text NOT NULL DEFAULT 'held' CHECK (state IN ('held', 'published', 'rejected', 'withdrawn')),
			revision smallint NOT NULL DEFAULT 1 CHECK (revision BETWEEN 1 AND 50),
			resubmitted boolean NOT NULL DEFAULT false,    -- once after a rejection
			is_official boolean NOT NULL DEFAULT false,    -- an answer by an official, as such
			created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
			-- Since when this revision waits, is shown or is refused. A moderator's decision takes effect a few seconds after
			-- it was made, until when its maker alone can see it and take it back.
			state_since timestamptz NOT NULL DEFAULT clock_timestamp(),
			published_at timestamptz,
			picked_at timestamptz,                         -- an editor's pick
			agree_count int NOT NULL DEFAULT 0,
			disagree_count int NOT NULL DEFAULT 0,
			pass_count int NOT NULL DEFAULT 0,
			agreement int NOT NULL GENERATED ALWAYS AS (agree_count - disagree_count) STORED,
			reply_count int NOT NULL DEFAULT 0,            -- published ones, at whatever depth below a root
			open_reports int NOT NULL DEFAULT 0,
			UNIQUE (thread_id, id),
			FOREIGN KEY (thread_id, parent_id) REFERENCES comment (thread_id, id),
			FOREIGN KEY (thread_id, root_id) REFERENCES comment (thread_id, id),
			CHECK ((depth = 0) = (parent_id IS NULL) AND (depth = 0) = (root_id IS NULL)),
			CHECK ((state = 'published') = (published_at IS NOT NULL)),
			CHECK (picked_at IS NULL OR state = 'published')
		);
		CREATE INDEX comment_newest ON comment (thread_id, published_at, id) WHERE state = 'published' AND depth = 0;
		CREATE INDEX comment_published ON comment (thread_id, published_at) WHERE state = 'published';
		CREATE INDEX comment_most_agreed ON comment (thread_id, agreement, id) WHERE state = 'published' AND depth = 0;
		CREATE INDEX comment_most_discussed ON comment (thread_id, reply_count, id) WHERE state = 'published' AND depth = 0;
		CREATE INDEX comment_replies ON comment (root_id, created_at, id) WHERE state = 'published' AND depth > 0;
		CREATE INDEX comment_by_author ON comment (author_id, created_at DESC, id);
		CREATE INDEX comment_waiting ON comment (state_since, id) WHERE state = 'held';
		CREATE INDEX comment_settled ON comment (state, state_since DESC, id) WHERE state IN ('published', 'rejected');
		CREATE INDEX comment_reported ON comment (open_reports DESC, id) WHERE open_reports > 0;
		GRANT SELECT ON comment TO hoidan_app;
		GRANT INSERT (id, thread_id, author_id, parent_id, root_id, depth, state, is_official, published_at) ON comment TO hoidan_app;
		GRANT UPDATE (state, revision, resubmitted, state_since, published_at, picked_at) ON comment TO hoidan_app;

		CREATE TABLE comment_revision (
			comment_id uuid NOT NULL REFERENCES comment ON DELETE CASCADE,
			revision smallint NOT NULL CHECK (revision >= 1),
			body text NOT NULL CHECK (char_length(body) BETWEEN 1 AND 3000 AND body IS NFC NORMALIZED),
			-- What screening found: [{ "phase", "reason", "spans": [{ "from", "to" }] }], in UTF-16 units of the body.
			findings jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(findings) = 'array'),
			repeat_hash bytea NOT NULL CHECK (octet_length(repeat_hash) = 32),
			created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
			folded text NOT NULL GENERATED ALWAYS AS (fold(body)) STORED,
			PRIMARY KEY (comment_id, revision)
		);
		CREATE INDEX revision_by_repeat ON comment_revision (repeat_hash, created_at);
		CREATE INDEX revision_by_words ON comment_revision USING gin (to_tsvector('simple', folded));
		GRANT SELECT, INSERT ON comment_revision TO hoidan_app;

		-- Somebody wrote before signing in; what they typed waits for them. The token is in their browser alone.
		CREATE TABLE comment_draft (
			token_hash bytea PRIMARY KEY CHECK (octet_length(token_hash) = 32),
			thread_id uuid NOT NULL REFERENCES thread ON DELETE CASCADE,
			parent_id uuid REFERENCES comment ON DELETE CASCADE,
			body text NOT NULL CHECK (char_length(body) BETWEEN 1 AND 3000),
			expires_at timestamptz NOT NULL DEFAULT now() + interval '2 hours'
		);
		GRANT SELECT, INSERT, DELETE ON comment_draft TO hoidan_app;
	`.execute(db);

	await sql`
		-- How many published comments a thread and a root have, and that something changed, told on commit.
		CREATE FUNCTION count_comment() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
		DECLARE
			step int := (NEW.state = 'published')::int - CASE WHEN TG_OP = 'UPDATE' THEN (OLD.state = 'published')::int ELSE 0 END;
		BEGIN
			IF step <> 0 THEN
				IF NEW.root_id IS NOT NULL THEN
					UPDATE comment SET reply_count = reply_count + step WHERE id = NEW.root_id;
				END IF;
				UPDATE thread SET published_count = published_count + step WHERE id = NEW.thread_id;
			END IF;
			PERFORM pg_notify('comments_changed', NEW.thread_id::text);
			RETURN NULL;
		END $$;
		CREATE TRIGGER counted AFTER INSERT OR UPDATE OF state, revision, picked_at ON comment FOR EACH ROW EXECUTE FUNCTION count_comment();

		CREATE TABLE reaction (
			comment_id uuid NOT NULL REFERENCES comment ON DELETE CASCADE,
			person_id uuid NOT NULL REFERENCES person,
			choice text NOT NULL CHECK (choice IN ('agree', 'disagree', 'pass')),
			reacted_at timestamptz NOT NULL DEFAULT now(),
			PRIMARY KEY (comment_id, person_id)
		);
		CREATE INDEX reaction_by_person ON reaction (person_id);
		GRANT SELECT, INSERT, DELETE ON reaction TO hoidan_app;
		GRANT UPDATE (choice, reacted_at) ON reaction TO hoidan_app;

		-- Only what is published is answered; the shared lock makes a withdrawal in progress wait, or be waited for.
		CREATE FUNCTION check_reaction() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
		BEGIN
			PERFORM FROM comment WHERE id = NEW.comment_id AND state = 'published' AND published_at <= clock_timestamp() FOR KEY SHARE;
			IF NOT FOUND THEN RAISE EXCEPTION 'not published' USING ERRCODE = '23514', CONSTRAINT = 'reaction_to_published'; END IF;
			RETURN NEW;
		END $$;
		CREATE TRIGGER checked BEFORE INSERT OR UPDATE ON reaction FOR EACH ROW EXECUTE FUNCTION check_reaction();

		-- One change per comment and statement, in the order of ids, so that no two statements wait for each other in a circle.
		CREATE FUNCTION count_new_reactions() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
		BEGIN
			PERFORM FROM comment WHERE id IN (SELECT comment_id FROM after) ORDER BY id FOR NO KEY UPDATE;
			UPDATE comment c SET agree_count = agree_count + s.agree, disagree_count = disagree_count + s.disagree, pass_count = pass_count + s.pass
			FROM (SELECT comment_id, count(*) FILTER (WHERE choice = 'agree') AS agree, count(*) FILTER (WHERE choice = 'disagree') AS disagree,
				count(*) FILTER (WHERE choice = 'pass') AS pass FROM after GROUP BY comment_id) s
			WHERE c.id = s.comment_id;
			RETURN NULL;
		END $$;
		CREATE FUNCTION count_changed_reactions() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
		BEGIN
			PERFORM FROM comment WHERE id IN (SELECT comment_id FROM before) ORDER BY id FOR NO KEY UPDATE;
			UPDATE comment c SET agree_count = agree_count + s.agree, disagree_count = disagree_count + s.disagree, pass_count = pass_count + s.pass
			FROM (SELECT comment_id, coalesce(sum(step) FILTER (WHERE choice = 'agree'), 0) AS agree,
					coalesce(sum(step) FILTER (WHERE choice = 'disagree'), 0) AS disagree, coalesce(sum(step) FILTER (WHERE choice = 'pass'), 0) AS pass
				FROM (SELECT comment_id, choice, 1 AS step FROM after UNION ALL SELECT comment_id, choice, -1 FROM before) moved GROUP BY comment_id) s
			WHERE c.id = s.comment_id;
			RETURN NULL;
		END $$;
		CREATE FUNCTION count_gone_reactions() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
		BEGIN
			PERFORM FROM comment WHERE id IN (SELECT comment_id FROM before) ORDER BY id FOR NO KEY UPDATE;
			UPDATE comment c SET agree_count = agree_count - s.agree, disagree_count = disagree_count - s.disagree, pass_count = pass_count - s.pass
			FROM (SELECT comment_id, count(*) FILTER (WHERE choice = 'agree') AS agree, count(*) FILTER (WHERE choice = 'disagree') AS disagree,
				count(*) FILTER (WHERE choice = 'pass') AS pass FROM before GROUP BY comment_id) s
			WHERE c.id = s.comment_id;
			RETURN NULL;
		END $$;
		CREATE TRIGGER counted_new AFTER INSERT ON reaction REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION count_new_reactions();
		CREATE TRIGGER counted_changed AFTER UPDATE ON reaction REFERENCING OLD TABLE AS before NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION count_changed_reactions();
		CREATE TRIGGER counted_gone AFTER DELETE ON reaction REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION count_gone_reactions();

		CREATE TABLE report (
			comment_id uuid NOT NULL REFERENCES comment ON DELETE CASCADE,
			reporter_id uuid NOT NULL REFERENCES person,
			reason text NOT NULL CHECK (reason IN ('offensive', 'abusive', 'spam', 'personal-data', 'false-claim', 'hate', 'illegal', 'other')),
			note text NOT NULL DEFAULT '' CHECK (char_length(note) <= 500 AND note IS NFC NORMALIZED),
			reported_at timestamptz NOT NULL DEFAULT now(),
			settled_at timestamptz,
			PRIMARY KEY (comment_id, reporter_id)
		);
		CREATE FUNCTION count_report() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
		BEGIN
			UPDATE comment SET open_reports = open_reports + CASE WHEN NEW.settled_at IS NULL THEN 1 ELSE -1 END WHERE id = NEW.comment_id;
			RETURN NULL;
		END $$;
		CREATE TRIGGER counted AFTER INSERT ON report FOR EACH ROW EXECUTE FUNCTION count_report();
		CREATE TRIGGER settled AFTER UPDATE OF settled_at ON report FOR EACH ROW
			WHEN ((OLD.settled_at IS NULL) <> (NEW.settled_at IS NULL)) EXECUTE FUNCTION count_report();
		GRANT SELECT, INSERT ON report TO hoidan_app;
		GRANT UPDATE (settled_at) ON report TO hoidan_app;
	`.execute(db);

	await sql`
		-- How comments are screened; the newest counts, and whoever changed what can be read later.
		CREATE TABLE screening_rules (
			id int PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
			rules jsonb NOT NULL CHECK (jsonb_typeof(rules) = 'object'),
			changed_by uuid REFERENCES person,
			changed_at timestamptz NOT NULL DEFAULT clock_timestamp()
		);
		GRANT SELECT, INSERT ON screening_rules TO hoidan_app;
	`.execute(db);
}

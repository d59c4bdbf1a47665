import { sql, type Kysely } from 'kysely';

/**
 * The tone of what is published: rated by the machine, checked by people. A rating stands for the revision that is shown,
 * and goes with it; what people said stays. Figures are counted where ratings change, so a page reads counters alone.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		-- What waits to be rated.
		CREATE TABLE tone_due (comment_id uuid PRIMARY KEY REFERENCES comment ON DELETE CASCADE);
		GRANT SELECT, INSERT, UPDATE, DELETE ON tone_due TO hoidan_app;

		-- Append-only: the last one for a revision counts. The machine's word is kept beside it, to tell how often it errs.
		CREATE TABLE tone_check (
			id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
			comment_id uuid NOT NULL REFERENCES comment ON DELETE CASCADE,
			revision smallint NOT NULL,
			tone text NOT NULL CHECK (tone IN ('negative', 'neutral', 'positive')),
			machine text CHECK (machine IN ('negative', 'neutral', 'positive')),
			model text,
			checked_by uuid NOT NULL REFERENCES person,
			checked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
			FOREIGN KEY (comment_id, revision) REFERENCES comment_revision
		);
		CREATE INDEX tone_check_last ON tone_check (comment_id, revision, id DESC);
		CREATE TRIGGER kept BEFORE UPDATE OR TRUNCATE ON tone_check FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
		GRANT SELECT, INSERT ON tone_check TO hoidan_app;

		CREATE TABLE tone_rating (
			comment_id uuid PRIMARY KEY REFERENCES comment ON DELETE CASCADE,
			revision smallint NOT NULL,
			thread_id uuid NOT NULL REFERENCES thread ON DELETE CASCADE,
			day date NOT NULL,                               -- when it was published, in Vietnam
			model text NOT NULL,
			tone text CHECK (tone IN ('negative', 'neutral', 'positive')), -- null: not rated
			is_sure boolean NOT NULL,
			probability real CHECK (probability BETWEEN 0 AND 1),
			words jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(words) = 'array'), -- [{ start, end, weight }], UTF-16 units
			checked text CHECK (checked IN ('negative', 'neutral', 'positive')),
			counts_as text NOT NULL GENERATED ALWAYS AS (coalesce(checked,
				CASE WHEN tone IS NULL THEN 'not-rated' WHEN is_sure THEN tone ELSE 'not-sure' END)) STORED,
			CHECK ((tone IS NULL) = (probability IS NULL))
		);
		CREATE INDEX tone_rating_newest ON tone_rating (day DESC, comment_id);
		CREATE INDEX tone_rating_of_thread ON tone_rating (thread_id, day DESC, comment_id);
		GRANT SELECT, INSERT, UPDATE ON tone_rating TO hoidan_app;

		CREATE TABLE tone_tally (
			thread_id uuid NOT NULL REFERENCES thread ON DELETE CASCADE,
			day date NOT NULL,
			counts_as text NOT NULL,
			comments int NOT NULL,
			checked int NOT NULL,
			judged int NOT NULL,  -- of the checked, those that the machine had rated
			agreed int NOT NULL,  -- of these, those in which people said the same
			PRIMARY KEY (thread_id, day, counts_as)
		);
		GRANT SELECT ON tone_tally TO hoidan_app;
	`.execute(db);

	await sql`
		CREATE FUNCTION count_tones() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
		BEGIN
			INSERT INTO tone_tally AS t (thread_id, day, counts_as, comments, checked, judged, agreed)
				SELECT thread_id, day, counts_as, sum(step), sum(step * (checked IS NOT NULL)::int),
					sum(step * (checked IS NOT NULL AND tone IS NOT NULL)::int), sum(step * (checked IS NOT DISTINCT FROM tone AND tone IS NOT NULL)::int)
				FROM (SELECT *, 1 AS step FROM after) moved GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
				ON CONFLICT (thread_id, day, counts_as) DO UPDATE SET comments = t.comments + excluded.comments,
					checked = t.checked + excluded.checked, judged = t.judged + excluded.judged, agreed = t.agreed + excluded.agreed;
			RETURN NULL;
		END $$;
		CREATE FUNCTION count_changed_tones() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
		BEGIN
			INSERT INTO tone_tally AS t (thread_id, day, counts_as, comments, checked, judged, agreed)
				SELECT thread_id, day, counts_as, sum(step), sum(step * (checked IS NOT NULL)::int),
					sum(step * (checked IS NOT NULL AND tone IS NOT NULL)::int), sum(step * (checked IS NOT DISTINCT FROM tone AND tone IS NOT NULL)::int)
				FROM (SELECT *, 1 AS step FROM after UNION ALL SELECT *, -1 FROM before) moved GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
				ON CONFLICT (thread_id, day, counts_as) DO UPDATE SET comments = t.comments + excluded.comments,
					checked = t.checked + excluded.checked, judged = t.judged + excluded.judged, agreed = t.agreed + excluded.agreed;
			RETURN NULL;
		END $$;
		-- A thread that goes takes its tallies along: what was counted there is updated, never made anew.
		CREATE FUNCTION count_gone_tones() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
		BEGIN
			PERFORM FROM tone_tally WHERE (thread_id, day, counts_as) IN (SELECT thread_id, day, counts_as FROM before)
				ORDER BY thread_id, day, counts_as FOR UPDATE;
			UPDATE tone_tally t SET comments = t.comments - g.comments, checked = t.checked - g.checked, judged = t.judged - g.judged, agreed = t.agreed - g.agreed
			FROM (SELECT thread_id, day, counts_as, count(*) AS comments, count(checked) AS checked,
					count(*) FILTER (WHERE checked IS NOT NULL AND tone IS NOT NULL) AS judged, count(*) FILTER (WHERE checked = tone) AS agreed
				FROM before GROUP BY 1, 2, 3) g
			WHERE t.thread_id = g.thread_id AND t.day = g.day AND t.counts_as = g.counts_as;
			RETURN NULL;
		END $$;
		CREATE TRIGGER counted AFTER INSERT ON tone_rating REFERENCING NEW TABLE AS after FOR EACH STATEMENT EXECUTE FUNCTION count_tones();
		CREATE TRIGGER counted_again AFTER UPDATE ON tone_rating REFERENCING OLD TABLE AS before NEW TABLE AS after
			FOR EACH STATEMENT EXECUTE FUNCTION count_changed_tones();
		CREATE TRIGGER counted_off AFTER DELETE ON tone_rating REFERENCING OLD TABLE AS before FOR EACH STATEMENT EXECUTE FUNCTION count_gone_tones();

		-- First what waits: whoever is rating the comment holds that row, so what they write is seen by what follows.
		CREATE FUNCTION follow_tone() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
		BEGIN
			DELETE FROM tone_due WHERE comment_id = NEW.id;
			DELETE FROM tone_rating WHERE comment_id = NEW.id AND (NEW.state <> 'published' OR revision <> NEW.revision);
			IF NEW.state = 'published' THEN INSERT INTO tone_due VALUES (NEW.id) ON CONFLICT DO NOTHING; END IF;
			RETURN NULL;
		END $$;
		CREATE TRIGGER rated AFTER INSERT ON comment FOR EACH ROW WHEN (NEW.state = 'published') EXECUTE FUNCTION follow_tone();
		CREATE TRIGGER rated_again AFTER UPDATE OF state, revision ON comment FOR EACH ROW
			WHEN (OLD.state <> NEW.state OR OLD.revision <> NEW.revision) EXECUTE FUNCTION follow_tone();
		INSERT INTO tone_due SELECT id FROM comment WHERE state = 'published';
		REVOKE EXECUTE ON FUNCTION count_tones(), count_changed_tones(), count_gone_tones(), follow_tone() FROM PUBLIC;
	`.execute(db);

	await sql`
		CREATE VIEW insight.tone_tally WITH (security_barrier) AS
			SELECT y.thread_id, y.day, y.counts_as, y.comments, y.checked, y.judged, y.agreed FROM public.tone_tally y
			WHERE EXISTS (SELECT FROM insight.thread t WHERE t.id = y.thread_id);
		CREATE VIEW insight.tone_rating WITH (security_barrier) AS
			SELECT r.comment_id, r.revision, r.thread_id, r.day, r.model, r.tone, r.is_sure, r.probability, r.words, r.checked, r.counts_as
			FROM public.tone_rating r WHERE EXISTS (SELECT FROM insight.thread t WHERE t.id = r.thread_id);
		CREATE VIEW insight.tone_due AS SELECT count(*) AS comments FROM public.tone_due;
		GRANT SELECT ON insight.tone_tally, insight.tone_rating, insight.tone_due TO hoidan_insights;
	`.execute(db);
}

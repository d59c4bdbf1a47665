import { sql, type Kysely } from 'kysely';

/**
 * Whoever moves counters of a thread holds the thread first, always. Before, only those who changed what is shown did; and
 * whoever withdrew several comments at once, as deleting an account does, could wait in a circle with somebody who rejected
 * one or rated some, since each comment has counters of its own. Comments are locked before threads, threads in the order
 * of their ids.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		CREATE OR REPLACE FUNCTION move_comment_counters() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
		BEGIN
			PERFORM FROM thread WHERE id = NEW.thread_id FOR NO KEY UPDATE;
			INSERT INTO comment_count AS t (thread_id, state, comments)
				SELECT NEW.thread_id, state, sum(step) FROM (
					SELECT NEW.state AS state, 1 AS step UNION ALL SELECT OLD.state, -1 WHERE TG_OP = 'UPDATE') moved
				GROUP BY 2 HAVING sum(step) <> 0 ORDER BY 2
				ON CONFLICT (thread_id, state) DO UPDATE SET comments = t.comments + excluded.comments;
			INSERT INTO comment_by_hour AS t (thread_id, state, hour, comments)
				SELECT NEW.thread_id, state, hour, sum(step) FROM (
					SELECT NEW.state AS state, hour_of_comment(NEW) AS hour, 1 AS step
					UNION ALL SELECT OLD.state, hour_of_comment(OLD), -1 WHERE TG_OP = 'UPDATE') moved
				WHERE hour IS NOT NULL
				GROUP BY 2, 3 HAVING sum(step) <> 0 ORDER BY 2, 3
				ON CONFLICT (thread_id, state, hour) DO UPDATE SET comments = t.comments + excluded.comments;
			RETURN NULL;
		END $$;

		CREATE OR REPLACE FUNCTION count_tones() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
		BEGIN
			PERFORM FROM thread WHERE id IN (SELECT thread_id FROM after) ORDER BY id FOR NO KEY UPDATE;
			INSERT INTO tone_tally AS t (thread_id, day, counts_as, comments, checked, judged, agreed)
				SELECT thread_id, day, counts_as, sum(step), sum(step * (checked IS NOT NULL)::int),
					sum(step * (checked IS NOT NULL AND tone IS NOT NULL)::int), sum(step * (checked IS NOT DISTINCT FROM tone AND tone IS NOT NULL)::int)
				FROM (SELECT *, 1 AS step FROM after) moved GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
				ON CONFLICT (thread_id, day, counts_as) DO UPDATE SET comments = t.comments + excluded.comments,
					checked = t.checked + excluded.checked, judged = t.judged + excluded.judged, agreed = t.agreed + excluded.agreed;
			RETURN NULL;
		END $$;
		CREATE OR REPLACE FUNCTION count_changed_tones() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
		BEGIN
			PERFORM FROM thread WHERE id IN (SELECT thread_id FROM after UNION SELECT thread_id FROM before) ORDER BY id FOR NO KEY UPDATE;
			INSERT INTO tone_tally AS t (thread_id, day, counts_as, comments, checked, judged, agreed)
				SELECT thread_id, day, counts_as, sum(step), sum(step * (checked IS NOT NULL)::int),
					sum(step * (checked IS NOT NULL AND tone IS NOT NULL)::int), sum(step * (checked IS NOT DISTINCT FROM tone AND tone IS NOT NULL)::int)
				FROM (SELECT *, 1 AS step FROM after UNION ALL SELECT *, -1 FROM before) moved GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
				ON CONFLICT (thread_id, day, counts_as) DO UPDATE SET comments = t.comments + excluded.comments,
					checked = t.checked + excluded.checked, judged = t.judged + excluded.judged, agreed = t.agreed + excluded.agreed;
			RETURN NULL;
		END $$;
		CREATE OR REPLACE FUNCTION count_gone_tones() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
		BEGIN
			PERFORM FROM thread WHERE id IN (SELECT thread_id FROM before) ORDER BY id FOR NO KEY UPDATE;
			PERFORM FROM tone_tally WHERE (thread_id, day, counts_as) IN (SELECT thread_id, day, counts_as FROM before)
				ORDER BY thread_id, day, counts_as FOR UPDATE;
			UPDATE tone_tally t SET comments = t.comments - g.comments, checked = t.checked - g.checked, judged = t.judged - g.judged, agreed = t.agreed - g.agreed
			FROM (SELECT thread_id, day, counts_as, count(*) AS comments, count(checked) AS checked,
					count(*) FILTER (WHERE checked IS NOT NULL AND tone IS NOT NULL) AS judged, count(*) FILTER (WHERE checked = tone) AS agreed
				FROM before GROUP BY 1, 2, 3) g
			WHERE t.thread_id = g.thread_id AND t.day = g.day AND t.counts_as = g.counts_as;
			RETURN NULL;
		END $$;
	`.execute(db);
}

import { sql, type Kysely } from 'kysely';

/**
 * Dashboards read views and nothing else. The role hoidan_insights sees one schema, `insight`, in which there are only
 * views: of what is public, without drafts, and of counts; nobody stands in any of them. A view that shows a part of a
 * table bears the table's name, and src/lib/server/db/reader.ts lets names mean this schema, so the same question can be
 * asked of both.
 *
 * For opinion groups there are `said` (published comments, without their authors) and `reaction` (who agreed with what,
 * where "who" is a number that means the same person within one thread and nobody outside of it). Whoever adds a table
 * that dashboards read adds a view here, in a migration of their own, and names it in tests/house/insights-role.test.ts.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		REVOKE ALL ON ALL TABLES IN SCHEMA public FROM hoidan_insights;
		REVOKE ALL ON ALL FUNCTIONS IN SCHEMA public FROM hoidan_insights;
		REVOKE ALL ON SCHEMA public FROM hoidan_insights, PUBLIC; -- hoidan_app has rights of its own there
		CREATE SCHEMA insight;
		GRANT USAGE ON SCHEMA insight TO hoidan_insights;
	`.execute(db);

	// security_barrier: no condition of a question is tried on a row before the view has let the row through.
	await sql`
		CREATE VIEW insight.poll WITH (security_barrier) AS
			SELECT id, slug, topic_id, level, kind, state, opens_at, closes_at, eligible_area, min_age, max_age,
				min_choices, max_choices, result_policy, original_lang
			FROM public.poll WHERE state <> 'draft';
		CREATE VIEW insight.poll_text WITH (security_barrier) AS
			SELECT t.poll_id, t.lang, t.question, t.folded FROM public.poll_text t
			WHERE EXISTS (SELECT FROM public.poll p WHERE p.id = t.poll_id AND p.state <> 'draft');
		CREATE VIEW insight.poll_option WITH (security_barrier) AS
			SELECT o.poll_id, o.id, o.position, o.is_other FROM public.poll_option o
			WHERE EXISTS (SELECT FROM public.poll p WHERE p.id = o.poll_id AND p.state <> 'draft');
		CREATE VIEW insight.poll_option_text WITH (security_barrier) AS
			SELECT t.poll_id, t.option_id, t.lang, t.label FROM public.poll_option_text t
			WHERE EXISTS (SELECT FROM public.poll p WHERE p.id = t.poll_id AND p.state <> 'draft');
		CREATE VIEW insight.topic WITH (security_barrier) AS
			SELECT id, slug, category, original_lang, published_at FROM public.topic
			WHERE published_at IS NOT NULL AND unpublished_at IS NULL;
		CREATE VIEW insight.topic_text WITH (security_barrier) AS
			SELECT t.topic_id, t.lang, t.title, t.summary, t.folded FROM public.topic_text t
			WHERE EXISTS (SELECT FROM insight.topic o WHERE o.id = t.topic_id);
		CREATE VIEW insight.area AS SELECT code, parent_code FROM public.area;
		CREATE VIEW insight.area_text AS SELECT area_code, lang, name FROM public.area_text;

		CREATE VIEW insight.tally AS SELECT poll_id, voter_class, option_id, slot, votes FROM public.tally;
		CREATE VIEW insight.turnout AS SELECT poll_id, voter_class, slot, ballots FROM public.turnout;
		CREATE VIEW insight.turnout_by_hour AS SELECT poll_id, voter_class, hour, slot, ballots FROM public.turnout_by_hour;
		CREATE VIEW insight.poll_strata AS SELECT poll_id, strata FROM public.poll_strata;
		CREATE VIEW insight.shown_breakdown AS SELECT poll_id, hour, shown FROM public.shown_breakdown;

		CREATE FUNCTION insight.fold(t text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE SECURITY DEFINER
			SET search_path = pg_catalog, pg_temp AS $$ SELECT public.fold(t) $$;
		REVOKE EXECUTE ON FUNCTION insight.fold(text) FROM PUBLIC;
		GRANT EXECUTE ON FUNCTION insight.fold(text) TO hoidan_insights;
	`.execute(db);

	await sql`
		-- Only the views' owner reads it: whoever has it could try out which number stands for whom.
		CREATE TABLE participant_seed (
			one boolean PRIMARY KEY DEFAULT true CHECK (one),
			seed bigint NOT NULL
		);
		INSERT INTO participant_seed (seed) SELECT ('x' || translate(left(gen_random_uuid()::text, 18), '-', ''))::bit(64)::bigint;
		REVOKE ALL ON participant_seed FROM hoidan_app, hoidan_insights, PUBLIC;

		CREATE VIEW insight.thread WITH (security_barrier) AS
			SELECT t.id, t.topic_id, t.poll_id, t.area_code, t.published_count FROM public.thread t
			WHERE EXISTS (SELECT FROM insight.topic o WHERE o.id = t.topic_id)
				OR EXISTS (SELECT FROM insight.poll p WHERE p.id = t.poll_id);
		CREATE VIEW insight.said WITH (security_barrier) AS
			SELECT c.id, c.thread_id, c.parent_id, c.root_id, c.depth, c.published_at, c.is_official, c.picked_at IS NOT NULL AS is_picked,
				c.agree_count, c.disagree_count, c.pass_count, c.agreement, c.reply_count, r.revision, r.body, r.folded
			FROM public.comment c
			JOIN public.comment_revision r ON r.comment_id = c.id AND r.revision = c.revision
			WHERE c.state = 'published' AND c.published_at <= clock_timestamp()
				AND EXISTS (SELECT FROM insight.thread t WHERE t.id = c.thread_id);
		-- 52 bits, so that a number of JavaScript holds it.
		CREATE VIEW insight.reaction WITH (security_barrier) AS
			SELECT c.thread_id, r.comment_id, r.choice,
				uuid_hash_extended(r.person_id, uuid_hash_extended(c.thread_id, s.seed)) & 4503599627370495 AS participant
			FROM public.participant_seed s
			CROSS JOIN public.comment c
			JOIN public.reaction r ON r.comment_id = c.id
			WHERE c.state = 'published' AND c.published_at <= clock_timestamp()
				AND EXISTS (SELECT FROM insight.thread t WHERE t.id = c.thread_id);

		GRANT SELECT ON ALL TABLES IN SCHEMA insight TO hoidan_insights;
	`.execute(db);
}

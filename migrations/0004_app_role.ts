import { sql, type Kysely } from 'kysely';

/**
 * What the application may do. It owns no table, so it cannot alter, truncate or drop one; every right is named here.
 * Roles belong to the whole cluster: the group may exist already, from another database or from a parallel migration.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		DO $$ BEGIN
			CREATE ROLE hoidan_app NOLOGIN;
		EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;

		REVOKE ALL ON ALL TABLES IN SCHEMA public FROM hoidan_app;
		REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;
		GRANT USAGE ON SCHEMA public TO hoidan_app;
		GRANT EXECUTE ON FUNCTION fold(text), poll_has_opened(poll) TO hoidan_app;

		GRANT SELECT, INSERT, UPDATE, DELETE ON topic, topic_text, poll, poll_text, poll_option, poll_option_text TO hoidan_app;
		GRANT SELECT, INSERT ON vote TO hoidan_app;
		GRANT UPDATE (choices, changes) ON vote TO hoidan_app;
		GRANT SELECT ON tally, turnout, turnout_by_hour TO hoidan_app;
		GRANT SELECT, INSERT, DELETE ON poll_key TO hoidan_app;
		GRANT SELECT, INSERT ON other_answer TO hoidan_app;
		GRANT UPDATE (body, state) ON other_answer TO hoidan_app;
		GRANT SELECT, INSERT, UPDATE, DELETE ON rate_limit TO hoidan_app;
		GRANT SELECT, INSERT, DELETE ON used_challenge TO hoidan_app;
	`.execute(db);
}

import { sql, type Kysely } from 'kysely';

/**
 * Opinion groups of each thread, as they were found last. What may be shown is kept apart from what the next run needs to
 * keep groups where they are: that one knows participants by the numbers of insight.reaction, and dashboards do not see it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		CREATE TABLE opinion_groups (
			thread_id uuid PRIMARY KEY REFERENCES thread ON DELETE CASCADE,
			version int NOT NULL DEFAULT 0 CHECK (version >= 0), -- rises with every result; 0: none yet
			engine smallint,                                     -- which way of finding them; another one is a reason to find them anew
			answered bigint,                                     -- of which answers: a digest of all counts, 52 bits
			told jsonb CHECK (jsonb_typeof(told) = 'object'),    -- counts of groups, places of handfuls; nobody alone
			memory jsonb CHECK (jsonb_typeof(memory) = 'object'),
			found_at timestamptz,
			took_ms int CHECK (took_ms >= 0),
			-- Somebody is at it. It ends by itself, so a process that dies holds up nobody for long.
			claimed_until timestamptz,
			CHECK ((version = 0) = (told IS NULL) AND num_nonnulls(engine, answered, told, found_at, took_ms) IN (0, 5))
		);
		GRANT SELECT, INSERT, UPDATE ON opinion_groups TO hoidan_app;

		CREATE VIEW insight.opinion_groups WITH (security_barrier) AS
			SELECT g.thread_id, g.version, g.told, g.found_at FROM public.opinion_groups g
			WHERE g.version > 0 AND EXISTS (SELECT FROM insight.thread t WHERE t.id = g.thread_id);
		GRANT SELECT ON insight.opinion_groups TO hoidan_insights;
	`.execute(db);
}

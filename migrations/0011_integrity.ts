import { sql, type Kysely } from 'kysely';

/** What the checks of the invariants found, for everybody to see. Rows are added, never changed. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		CREATE TABLE integrity_check (
			id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
			started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
			took_ms int NOT NULL CHECK (took_ms >= 0),
			held boolean NOT NULL,
			findings jsonb NOT NULL CHECK (jsonb_typeof(findings) = 'array')
		);
		CREATE INDEX integrity_check_by_time ON integrity_check (started_at);
		CREATE TRIGGER kept BEFORE UPDATE OR DELETE OR TRUNCATE ON integrity_check FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
		GRANT SELECT ON integrity_check TO hoidan_app;
		GRANT INSERT (started_at, took_ms, held, findings) ON integrity_check TO hoidan_app;
	`.execute(db);
}

import { sql, type Kysely } from 'kysely';

/** What was answered since somebody began to read, so that the most agreed can be read on as they stood then. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`CREATE INDEX reaction_by_time ON reaction (reacted_at)`.execute(db);
}

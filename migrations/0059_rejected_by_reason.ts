import { sql, type Kysely } from 'kysely';

/** What was rejected for a reason that is rarely given is found without a walk over all that was rejected. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`CREATE INDEX decision_by_reason ON decision (reason, comment_id) WHERE action = 'reject'`.execute(
		db,
	);
}

import { sql, type Kysely } from 'kysely';

/** What was agreed or disagreed with at all, so that looking for new answers costs nothing where nobody answers. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`CREATE INDEX comment_answered ON comment (thread_id) WHERE agree_count + disagree_count + pass_count > 0`.execute(
		db,
	);
}

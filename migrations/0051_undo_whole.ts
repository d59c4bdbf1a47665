import { sql, type Kysely } from 'kysely';

/**
 * A decision remembers what it changed, so that whoever takes it back leaves the comment as it was: with its place in the
 * queue or the thread, and as an editor's pick. Until now it came back as if it had begun to wait, or to be shown, just then.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		ALTER TABLE decision
			ADD COLUMN from_since timestamptz,           -- state_since, published_at and picked_at before it
			ADD COLUMN from_published_at timestamptz,
			ADD COLUMN from_picked_at timestamptz,
			ADD CHECK (from_published_at IS NULL OR from_state = 'published'),
			ADD CHECK (from_picked_at IS NULL OR from_state = 'published');
	`.execute(db);
}

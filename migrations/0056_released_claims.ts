import { sql, type Kysely } from 'kysely';

/** Who lets go of a comment is told to open desks, as who opens one is. Row by row, so that nothing is told when nothing went. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`CREATE TRIGGER told_gone AFTER DELETE ON claim FOR EACH ROW EXECUTE FUNCTION tell_desk()`.execute(
		db,
	);
}

import { sql, type Kysely } from 'kysely';

/** A person's account: somebody of the staff who deletes it leaves no login behind; and what the log says of one person. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		GRANT DELETE ON staff_account TO hoidan_app;
		CREATE INDEX audit_entry_by_subject ON audit_entry (subject, seq);
	`.execute(db);
}

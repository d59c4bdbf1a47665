import { sql, type Kysely } from 'kysely';

/** What keeps floods away: counters that all processes share, and proofs of work that count once. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		-- Unlogged: a crash of the database forgets the counters, which is harmless, and no write waits for the disk.
		-- bucket is a keyed digest of purpose and address range; the address itself is never stored.
		CREATE UNLOGGED TABLE rate_limit (
			bucket bytea NOT NULL CHECK (octet_length(bucket) = 32),
			window_start timestamptz NOT NULL,
			hits int NOT NULL,
			PRIMARY KEY (bucket, window_start)
		) WITH (fillfactor = 50);
		CREATE INDEX rate_limit_by_age ON rate_limit (window_start);

		CREATE TABLE used_challenge (
			digest bytea PRIMARY KEY CHECK (octet_length(digest) = 32),
			expires_at timestamptz NOT NULL
		);
		CREATE INDEX used_challenge_by_expiry ON used_challenge (expires_at);
	`.execute(db);
}

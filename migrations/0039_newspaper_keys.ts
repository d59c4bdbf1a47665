import { sql, type Kysely } from 'kysely';

/** Keys by which a newspaper's server says in which article a poll stands, and how many answered there. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		-- Two at once, so that one can be exchanged for the next while both count.
		CREATE TABLE newspaper_key (
			id text PRIMARY KEY CHECK (id ~ '^[A-Za-z0-9_-]{12}$'), -- public: the "kid" of what is signed
			newspaper_id uuid NOT NULL REFERENCES newspaper ON DELETE CASCADE,
			slot smallint NOT NULL CHECK (slot IN (1, 2)),
			sealed bytea NOT NULL, -- 32 bytes under KEY_ENCRYPTION_KEY, bound to the id
			made_at timestamptz NOT NULL DEFAULT now(),
			UNIQUE (newspaper_id, slot)
		);
		GRANT SELECT, INSERT, DELETE ON newspaper_key TO hoidan_app;

		-- A count by day, and nothing by answer: no row of this table leads to a vote, and none is written at its moment.
		CREATE TABLE article_answers (
			newspaper_id uuid NOT NULL REFERENCES newspaper ON DELETE CASCADE,
			poll_id uuid NOT NULL REFERENCES poll ON DELETE CASCADE,
			article text NOT NULL CHECK (char_length(article) BETWEEN 1 AND 200),
			day date NOT NULL,
			url text NOT NULL CHECK (char_length(url) BETWEEN 1 AND 1000),
			answers int NOT NULL CHECK (answers > 0),
			PRIMARY KEY (newspaper_id, poll_id, article, day)
		);
		CREATE INDEX article_answers_by_poll ON article_answers (poll_id);
		GRANT SELECT, INSERT, UPDATE ON article_answers TO hoidan_app;
	`.execute(db);
}

import { sql, type Kysely } from 'kysely';

/** Whose pages the widget may stand in. Origins are written as the header frame-ancestors takes them. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		CREATE TABLE newspaper (
			id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
			name text NOT NULL UNIQUE CHECK (char_length(name) BETWEEN 1 AND 120 AND name IS NFC NORMALIZED),
			-- Nothing that could end a directive of the header, whoever writes the row.
			origins text[] NOT NULL CHECK (cardinality(origins) BETWEEN 1 AND 10
				AND array_to_string(origins, ' ', '?') ~ '^https://[a-z0-9.:*-]+( https://[a-z0-9.:*-]+)*$'),
			version int NOT NULL DEFAULT 1,
			edited_at timestamptz NOT NULL DEFAULT now(),
			edited_by uuid REFERENCES person
		);
		GRANT SELECT, INSERT, UPDATE, DELETE ON newspaper TO hoidan_app;
	`.execute(db);
}

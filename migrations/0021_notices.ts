import { sql, type Kysely } from 'kysely';

/** Short notes from the editors on public pages. They come and go by the database's clock. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		CREATE TABLE notice (
			id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
			place text NOT NULL CHECK (place IN ('home', 'topics', 'embed', 'everywhere')),
			importance text NOT NULL CHECK (importance IN ('note', 'important', 'urgent')),
			original_lang text NOT NULL DEFAULT 'vi' CHECK (original_lang IN ('vi', 'en')),
			starts_at timestamptz NOT NULL,
			ends_at timestamptz NOT NULL CHECK (ends_at > starts_at),
			version int NOT NULL DEFAULT 1,
			edited_at timestamptz NOT NULL DEFAULT now(),
			edited_by uuid REFERENCES person
		);
		CREATE INDEX notice_by_end ON notice (ends_at);
		CREATE TABLE notice_text (
			notice_id uuid NOT NULL REFERENCES notice ON DELETE CASCADE,
			lang text NOT NULL CHECK (lang IN ('vi', 'en')),
			body text NOT NULL CHECK (char_length(body) BETWEEN 1 AND 300 AND body IS NFC NORMALIZED),
			PRIMARY KEY (notice_id, lang)
		);
		GRANT SELECT, INSERT, UPDATE, DELETE ON notice, notice_text TO hoidan_app;
	`.execute(db);
}

import { sql, type Kysely } from 'kysely';

/**
 * How the roll gets in, what is posted to the people on it, and how one writes to them. Numbers, codes and addresses
 * stand here only as keyed digests, or sealed under a key that the database cannot read.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		-- Windows differ in length, so each row says when it no longer counts.
		ALTER TABLE rate_limit ADD COLUMN ends_at timestamptz NOT NULL DEFAULT now() + interval '10 minutes';
		DROP INDEX rate_limit_by_age;
		CREATE INDEX rate_limit_by_end ON rate_limit (ends_at);

		-- Date of birth together with the row's own number, for whoever comes with a letter instead of the number.
		-- Null: imported before there was any; the next import fills it in.
		ALTER TABLE roll_entry ADD COLUMN birth_digest bytea CHECK (octet_length(birth_digest) = 32);

		CREATE TABLE roll_import (
			id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
			made_by uuid REFERENCES person, -- null: the command
			state text NOT NULL DEFAULT 'reading' CHECK (state IN ('reading', 'ready', 'refused', 'applying', 'applied')),
			problem text NOT NULL DEFAULT '' CHECK (problem ~ '^[a-z0-9: -]*$' AND char_length(problem) <= 80), -- of the file as a whole
			bytes int NOT NULL CHECK (bytes >= 0),
			bytes_read int NOT NULL DEFAULT 0,
			lines int NOT NULL DEFAULT 0,
			faults int NOT NULL DEFAULT 0,
			added int,
			changed int,
			unchanged int,
			missing int,
			earlier_imports int, -- applied when the preview was made: one more, and the preview is of another roll
			started_at timestamptz NOT NULL DEFAULT now(),
			touched_at timestamptz NOT NULL DEFAULT now(),
			applied_at timestamptz,
			CHECK ((state = 'applied') = (applied_at IS NOT NULL))
		);
		CREATE INDEX roll_import_by_time ON roll_import (started_at);

		-- Unlogged: a crash forgets what was staged, and the file is read again.
		CREATE UNLOGGED TABLE roll_staged (
			import_id uuid NOT NULL,
			line int NOT NULL,
			document_digest bytea NOT NULL,
			old_document_digest bytea,
			check_digest bytea NOT NULL,
			old_check_digest bytea,
			birth_digest bytea NOT NULL,
			area_code text NOT NULL,
			birth_year smallint NOT NULL,
			PRIMARY KEY (import_id, line)
		);
		CREATE UNLOGGED TABLE roll_fault (
			import_id uuid NOT NULL,
			line int NOT NULL,
			reason text NOT NULL CHECK (reason ~ '^[a-z-]+$'),
			other_line int, -- where the same number stands
			PRIMARY KEY (import_id, line)
		);

		CREATE TABLE letter_batch (
			id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
			made_by uuid NOT NULL REFERENCES person,
			area_code text REFERENCES area, -- null: everywhere
			letters int NOT NULL CHECK (letters > 0),
			made_at timestamptz NOT NULL DEFAULT now()
		);
		-- One a person: a new letter takes the place of the one before, whose code then opens nothing.
		CREATE TABLE letter (
			code_digest bytea PRIMARY KEY CHECK (octet_length(code_digest) = 32),
			roll_entry_id uuid NOT NULL UNIQUE REFERENCES roll_entry ON DELETE CASCADE,
			batch_id uuid NOT NULL REFERENCES letter_batch,
			expires_at timestamptz NOT NULL,
			tries smallint NOT NULL DEFAULT 0 CHECK (tries BETWEEN 0 AND 5)
		);
		CREATE INDEX letter_by_batch ON letter (batch_id);
		-- Its key decides between two who use a code at once, and the application can't take a row away.
		CREATE TABLE letter_use (
			code_digest bytea PRIMARY KEY CHECK (octet_length(code_digest) = 32),
			used_at timestamptz NOT NULL DEFAULT now()
		);

		CREATE TABLE contact_email (
			person_id uuid PRIMARY KEY REFERENCES person,
			sealed bytea NOT NULL CHECK (octet_length(sealed) BETWEEN 29 AND 400),
			digest bytea NOT NULL CHECK (octet_length(digest) = 32),
			confirmed_at timestamptz NOT NULL DEFAULT now()
		);
		CREATE INDEX contact_email_by_digest ON contact_email (digest);
		CREATE TABLE email_code (
			session_id text PRIMARY KEY REFERENCES session ON DELETE CASCADE,
			sealed bytea NOT NULL CHECK (octet_length(sealed) BETWEEN 29 AND 400),
			digest bytea NOT NULL CHECK (octet_length(digest) = 32),
			code_digest bytea NOT NULL CHECK (octet_length(code_digest) = 32),
			tries smallint NOT NULL DEFAULT 0 CHECK (tries BETWEEN 0 AND 5),
			expires_at timestamptz NOT NULL
		);

		-- What is to be sent: written in the transaction that decided it, taken by one process at a time.
		CREATE TABLE mail_outbox (
			id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
			sealed bytea NOT NULL, -- to whom, subject and text
			created_at timestamptz NOT NULL DEFAULT now(),
			not_after timestamptz NOT NULL, -- nobody wants it later
			next_try_at timestamptz NOT NULL DEFAULT now(),
			tries smallint NOT NULL DEFAULT 0
		);
		CREATE INDEX mail_outbox_by_turn ON mail_outbox (next_try_at);

		GRANT SELECT, INSERT, UPDATE ON roll_import TO hoidan_app;
		GRANT SELECT, INSERT, DELETE ON roll_staged, roll_fault TO hoidan_app;
		GRANT SELECT, INSERT ON letter_batch, letter_use TO hoidan_app;
		GRANT SELECT, INSERT, UPDATE, DELETE ON letter, contact_email, email_code, mail_outbox TO hoidan_app;
	`.execute(db);
}

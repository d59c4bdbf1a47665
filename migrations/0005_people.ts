import { sql, type Kysely } from 'kysely';

/**
 * Persons, and how one is recognised. No number and no name of a citizen is stored: what identifies is kept as an HMAC
 * under a key that the database cannot read. Whoever proves to be the same person, in whatever way, meets the same row;
 * the primary key of `identifier` decides between two who prove it at once.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		CREATE TABLE area (
			code text PRIMARY KEY CHECK (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND char_length(code) <= 60),
			parent_code text REFERENCES area CHECK (parent_code <> code)
		);
		CREATE TABLE area_text (
			area_code text NOT NULL REFERENCES area ON DELETE CASCADE,
			lang text NOT NULL CHECK (lang IN ('vi', 'en')),
			name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 120 AND name IS NFC NORMALIZED),
			PRIMARY KEY (area_code, lang)
		);

		-- A person who asks to be forgotten keeps this row, empty, and the identifiers: coming back is coming back as
		-- the same person, with the same one vote.
		CREATE TABLE person (
			id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
			display_name text CHECK (char_length(display_name) BETWEEN 1 AND 60 AND display_name IS NFC NORMALIZED),
			area_code text REFERENCES area,
			birth_year smallint CHECK (birth_year BETWEEN 1880 AND 2100),
			verified_at timestamptz, -- null: a member of staff who is not known as a citizen
			disabled_at timestamptz,
			deleted_at timestamptz,
			created_at timestamptz NOT NULL DEFAULT now()
		);
		CREATE INDEX person_by_area ON person (area_code);

		-- digest: HMAC-SHA256 under IDENTITY_KEY. A person has at most one of a kind: a second number is a clash.
		CREATE TABLE identifier (
			kind text NOT NULL CHECK (kind IN ('document', 'document-old', 'eid')),
			issuer text NOT NULL DEFAULT '',
			key_version smallint NOT NULL DEFAULT 1,
			digest bytea NOT NULL CHECK (octet_length(digest) = 32),
			person_id uuid NOT NULL REFERENCES person,
			PRIMARY KEY (kind, issuer, key_version, digest),
			UNIQUE (person_id, kind, issuer, key_version),
			CHECK ((kind = 'eid') = (issuer <> ''))
		);

		CREATE TABLE verification (
			person_id uuid NOT NULL REFERENCES person,
			way text NOT NULL CHECK (way IN ('eid', 'roll', 'letter')),
			issuer text NOT NULL DEFAULT '',
			first_at timestamptz NOT NULL DEFAULT now(),
			last_at timestamptz NOT NULL DEFAULT now(),
			PRIMARY KEY (person_id, way, issuer)
		);

		-- Who may vote where, as the authorities' list has it. check_digest covers number and date of birth together.
		CREATE TABLE roll_entry (
			id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
			document_digest bytea NOT NULL UNIQUE CHECK (octet_length(document_digest) = 32),
			old_document_digest bytea UNIQUE CHECK (octet_length(old_document_digest) = 32),
			check_digest bytea NOT NULL CHECK (octet_length(check_digest) = 32),
			old_check_digest bytea CHECK (octet_length(old_check_digest) = 32),
			area_code text NOT NULL REFERENCES area,
			birth_year smallint NOT NULL CHECK (birth_year BETWEEN 1880 AND 2100),
			person_id uuid UNIQUE REFERENCES person
		);
		CREATE INDEX roll_entry_by_area ON roll_entry (area_code);

		-- A proof that points at two persons is never settled by the machine.
		CREATE TABLE identity_case (
			id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
			way text NOT NULL CHECK (way IN ('eid', 'roll', 'letter')),
			person_ids uuid[] NOT NULL CHECK (cardinality(person_ids) >= 1),
			opened_at timestamptz NOT NULL DEFAULT now(),
			closed_at timestamptz,
			closed_by uuid REFERENCES person,
			note text NOT NULL DEFAULT '' CHECK (char_length(note) <= 2000 AND note IS NFC NORMALIZED)
		);
		CREATE UNIQUE INDEX one_open_case ON identity_case (way, person_ids) WHERE closed_at IS NULL;

		-- area_code null: everywhere.
		CREATE TABLE role_grant (
			id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
			person_id uuid NOT NULL REFERENCES person,
			role text NOT NULL CHECK (role IN ('moderator', 'official', 'editor', 'administrator')),
			area_code text REFERENCES area,
			granted_by uuid REFERENCES person,
			granted_at timestamptz NOT NULL DEFAULT now(),
			UNIQUE NULLS NOT DISTINCT (person_id, role, area_code)
		);

		GRANT SELECT, INSERT, UPDATE, DELETE ON area, area_text, roll_entry TO hoidan_app;
		GRANT SELECT, INSERT, UPDATE ON person, verification, identity_case TO hoidan_app;
		GRANT SELECT, INSERT ON identifier TO hoidan_app;
		GRANT SELECT, INSERT, DELETE ON role_grant TO hoidan_app;
	`.execute(db);
}

import { sql, type Kysely } from 'kysely';

/**
 * Accounts of staff: by invitation only, two factors each. Nothing here lets anybody in by itself: passwords are
 * argon2id over a keyed digest, secrets of authenticator apps are sealed under a key that the database does not hold,
 * recovery codes and invitations are digests. What may count once is counted by one statement on one row.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		CREATE TABLE staff_account (
			person_id uuid PRIMARY KEY REFERENCES person,
			login text NOT NULL UNIQUE CHECK (login ~ '^[a-z0-9]+([.-][a-z0-9]+)*$' AND char_length(login) BETWEEN 3 AND 40),
			created_at timestamptz NOT NULL DEFAULT now()
		);

		-- person_id null: for somebody new. Otherwise for a person who is known, who thereby replaces all their factors.
		CREATE TABLE invitation (
			id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
			token_hash bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
			login text NOT NULL CHECK (login ~ '^[a-z0-9]+([.-][a-z0-9]+)*$' AND char_length(login) BETWEEN 3 AND 40),
			role text CHECK (role IN ('moderator', 'official', 'editor', 'administrator')),
			area_code text REFERENCES area,
			person_id uuid REFERENCES person,
			invited_by uuid REFERENCES person,
			created_at timestamptz NOT NULL DEFAULT now(),
			expires_at timestamptz NOT NULL DEFAULT now() + interval '7 days',
			used_at timestamptz,
			CHECK ((role IS NULL) = (person_id IS NOT NULL)),
			CHECK (area_code IS NULL OR role IS NOT NULL)
		);
		CREATE UNIQUE INDEX one_open_invitation ON invitation (login) WHERE used_at IS NULL;
		GRANT SELECT, INSERT, DELETE ON invitation TO hoidan_app;
		GRANT UPDATE (used_at) ON invitation TO hoidan_app;
		GRANT SELECT, INSERT ON staff_account TO hoidan_app;
	`.execute(db);

	await sql`
		CREATE TABLE passkey (
			id text PRIMARY KEY CHECK (char_length(id) BETWEEN 1 AND 1400), -- the credential's id, base64url
			person_id uuid NOT NULL REFERENCES staff_account,
			public_key bytea NOT NULL,
			counter bigint NOT NULL CHECK (counter >= 0),
			transports text[] NOT NULL DEFAULT '{}',
			label text NOT NULL DEFAULT '' CHECK (char_length(label) <= 60 AND label IS NFC NORMALIZED),
			created_at timestamptz NOT NULL DEFAULT now(),
			last_used_at timestamptz
		);
		CREATE INDEX passkey_by_person ON passkey (person_id);

		-- Password and authenticator app are one way in, and come and go together.
		CREATE TABLE password_way (
			person_id uuid PRIMARY KEY REFERENCES staff_account,
			password_hash text NOT NULL CHECK (starts_with(password_hash, '$argon2id$')),
			totp_secret bytea NOT NULL CHECK (octet_length(totp_secret) BETWEEN 44 AND 92),
			totp_last_step bigint NOT NULL, -- the newest step that was used; none counts twice
			set_at timestamptz NOT NULL DEFAULT now()
		);

		-- Using one deletes it.
		CREATE TABLE recovery_code (
			person_id uuid NOT NULL REFERENCES staff_account,
			digest bytea NOT NULL CHECK (octet_length(digest) = 32),
			PRIMARY KEY (person_id, digest)
		);
		GRANT SELECT, INSERT, DELETE ON passkey, recovery_code, password_way TO hoidan_app;
		GRANT UPDATE (counter, last_used_at) ON passkey TO hoidan_app;
		GRANT UPDATE (password_hash, totp_last_step) ON password_way TO hoidan_app;
		-- A row lock needs a right to update; the login itself never changes.
		GRANT UPDATE (created_at) ON staff_account TO hoidan_app;
	`.execute(db);

	await sql`
		-- Delays that grow with each failed try. Unlogged and keyed like rate_limit.
		CREATE UNLOGGED TABLE rate_delay (
			bucket bytea PRIMARY KEY CHECK (octet_length(bucket) = 32),
			tries int NOT NULL,
			until timestamptz NOT NULL -- no further try before
		);
		CREATE INDEX rate_delay_by_age ON rate_delay (until);
		GRANT SELECT, INSERT, UPDATE, DELETE ON rate_delay TO hoidan_app;

		-- For finding people by the beginning of their name, and for turning the pages of the list.
		CREATE INDEX person_by_name ON person (fold(display_name) text_pattern_ops) WHERE display_name IS NOT NULL;
		CREATE INDEX person_by_age ON person (created_at, id);
		CREATE INDEX role_grant_by_role ON role_grant (role);
	`.execute(db);

	await sql`
		-- Somebody must be able to let others in. One after the other: whoever comes second sees what the first has done.
		CREATE FUNCTION keep_an_administrator() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
		BEGIN
			IF TG_TABLE_NAME = 'person' AND NOT EXISTS (SELECT 1 FROM role_grant
				WHERE person_id = NEW.id AND role = 'administrator' AND area_code IS NULL) THEN
				RETURN NULL;
			END IF;
			PERFORM pg_advisory_xact_lock(hashtext('hoidan.administrators'));
			IF NOT EXISTS (SELECT 1 FROM role_grant g JOIN person p ON p.id = g.person_id
				WHERE g.role = 'administrator' AND g.area_code IS NULL AND p.disabled_at IS NULL AND p.deleted_at IS NULL) THEN
				RAISE EXCEPTION 'the last administrator stays' USING ERRCODE = '23514', CONSTRAINT = 'last_administrator';
			END IF;
			RETURN NULL;
		END $$;
		CREATE TRIGGER last_administrator AFTER DELETE ON role_grant FOR EACH ROW
			WHEN (OLD.role = 'administrator' AND OLD.area_code IS NULL) EXECUTE FUNCTION keep_an_administrator();
		CREATE TRIGGER last_administrator AFTER UPDATE OF disabled_at, deleted_at ON person FOR EACH ROW
			WHEN (NEW.disabled_at IS NOT NULL OR NEW.deleted_at IS NOT NULL) EXECUTE FUNCTION keep_an_administrator();
	`.execute(db);
}

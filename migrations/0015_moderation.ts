import { sql, type Kysely } from 'kysely';

/**
 * The moderation desk: who looks at what, what was decided and why. A decision is a row that is never changed; its
 * effect on the comment, and the row, are one transaction.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		CREATE TABLE decision (
			id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
			comment_id uuid NOT NULL REFERENCES comment ON DELETE CASCADE,
			revision smallint NOT NULL,
			moderator_id uuid NOT NULL REFERENCES person,
			-- propose: the first of two yeses to a rejection. keep: a reported comment stays.
			action text NOT NULL CHECK (action IN ('approve', 'reject', 'propose', 'keep', 'pick', 'unpick', 'undo', 'overturn', 'uphold')),
			reason text CHECK (reason IN ('offensive', 'abusive', 'spam', 'advertising', 'personal-data', 'off-topic', 'false-claim', 'hate', 'illegal', 'duplicate', 'other')),
			note text NOT NULL DEFAULT '' CHECK (char_length(note) <= 1000 AND note IS NFC NORMALIZED),
			waited_seconds int CHECK (waited_seconds >= 0), -- since the revision was written
			from_state text NOT NULL CHECK (from_state IN ('held', 'published', 'rejected')),
			decided_at timestamptz NOT NULL DEFAULT clock_timestamp(),
			FOREIGN KEY (comment_id, revision) REFERENCES comment_revision,
			CHECK ((reason IS NOT NULL) = (action IN ('reject', 'propose'))),
			CHECK (reason IS DISTINCT FROM 'other' OR note <> '')
		);
		CREATE INDEX decision_by_comment ON decision (comment_id, id DESC);
		CREATE INDEX decision_by_moderator ON decision (moderator_id, id DESC);
		CREATE INDEX decision_by_time ON decision (decided_at);
		GRANT SELECT, INSERT ON decision TO hoidan_app;

		-- Who has a comment open. It ends by itself, so a browser that dies holds nothing.
		CREATE TABLE claim (
			comment_id uuid PRIMARY KEY REFERENCES comment ON DELETE CASCADE,
			moderator_id uuid NOT NULL REFERENCES person,
			expires_at timestamptz NOT NULL
		);
		CREATE INDEX claim_by_moderator ON claim (moderator_id);
		GRANT SELECT, INSERT, UPDATE, DELETE ON claim TO hoidan_app;

		CREATE TABLE appeal (
			comment_id uuid NOT NULL REFERENCES comment ON DELETE CASCADE,
			revision smallint NOT NULL,
			words text NOT NULL CHECK (char_length(words) BETWEEN 1 AND 1000 AND words IS NFC NORMALIZED),
			first_decider uuid NOT NULL REFERENCES person,
			opened_at timestamptz NOT NULL DEFAULT clock_timestamp(),
			due_at timestamptz NOT NULL DEFAULT clock_timestamp() + interval '3 days',
			decided_by uuid REFERENCES person,
			decided_at timestamptz,
			outcome text CHECK (outcome IN ('overturned', 'upheld')),
			PRIMARY KEY (comment_id, revision),
			FOREIGN KEY (comment_id, revision) REFERENCES comment_revision,
			CONSTRAINT someone_else CHECK (decided_by <> first_decider),
			CHECK (num_nonnulls(decided_by, decided_at, outcome) IN (0, 3))
		);
		CREATE INDEX appeal_open ON appeal (due_at) WHERE outcome IS NULL;
		GRANT SELECT, INSERT ON appeal TO hoidan_app;
		GRANT UPDATE (decided_by, decided_at, outcome) ON appeal TO hoidan_app;

		CREATE TABLE sanction (
			id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
			person_id uuid NOT NULL REFERENCES person,
			kind text NOT NULL CHECK (kind IN ('warn', 'hold', 'suspend', 'ban')),
			reason text NOT NULL CHECK (char_length(reason) BETWEEN 1 AND 500 AND reason IS NFC NORMALIZED),
			area_code text REFERENCES area,                -- where it counts; null: everywhere
			imposed_by uuid NOT NULL REFERENCES person,
			imposed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
			ends_at timestamptz,
			acknowledged_at timestamptz,
			lifted_at timestamptz,
			lifted_by uuid REFERENCES person,
			CHECK ((kind IN ('hold', 'suspend')) = (ends_at IS NOT NULL)),
			CHECK (ends_at > imposed_at),
			CHECK (num_nonnulls(lifted_at, lifted_by) IN (0, 2))
		);
		CREATE INDEX sanction_by_person ON sanction (person_id, imposed_at DESC);
		GRANT SELECT, INSERT ON sanction TO hoidan_app;
		GRANT UPDATE (acknowledged_at, lifted_at, lifted_by) ON sanction TO hoidan_app;

		-- What a person is told in the app: about their comment, an answer to it, a sanction. Written with what it tells of.
		CREATE TABLE person_notice (
			id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
			person_id uuid NOT NULL REFERENCES person,
			kind text NOT NULL CHECK (kind IN ('published', 'rejected', 'appeal-overturned', 'appeal-upheld', 'warned', 'held', 'suspended', 'banned')),
			comment_id uuid REFERENCES comment ON DELETE CASCADE,
			decision_id bigint REFERENCES decision,
			shown_from timestamptz NOT NULL DEFAULT clock_timestamp(),
			read_at timestamptz
		);
		CREATE INDEX person_notice_newest ON person_notice (person_id, id DESC);
		CREATE INDEX person_notice_unread ON person_notice (person_id) WHERE read_at IS NULL;
		GRANT SELECT, INSERT ON person_notice TO hoidan_app;
		GRANT UPDATE (read_at) ON person_notice TO hoidan_app;
		GRANT DELETE ON person_notice TO hoidan_app; -- of a decision that was taken back

		CREATE FUNCTION tell_desk() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
		BEGIN PERFORM pg_notify('desk_changed', ''); RETURN NULL; END $$;
		CREATE TRIGGER told AFTER INSERT OR UPDATE ON claim FOR EACH STATEMENT EXECUTE FUNCTION tell_desk();
		CREATE TRIGGER told AFTER INSERT OR UPDATE ON appeal FOR EACH STATEMENT EXECUTE FUNCTION tell_desk();
		CREATE TRIGGER told AFTER INSERT OR UPDATE ON report FOR EACH STATEMENT EXECUTE FUNCTION tell_desk();
		CREATE TRIGGER told AFTER INSERT OR UPDATE OF state ON comment FOR EACH STATEMENT EXECUTE FUNCTION tell_desk();
	`.execute(db);
}

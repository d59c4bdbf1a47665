import { sql, type Kysely } from 'kysely';

/**
 * Every twentieth decision is looked at again by somebody who does not know what was decided. Which ones is settled by the
 * database as the decision is made, from a secret that the application cannot read: the same always for the same
 * decision, and nothing that a moderator could foresee. Approvals are drawn like rejections, since a queue of nothing but
 * rejections would tell what was decided, and agreement by more than chance can't be measured on one answer alone.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		CREATE TABLE second_look_secret (secret bytea NOT NULL CHECK (octet_length(secret) = 32));
		INSERT INTO second_look_secret SELECT sha256((gen_random_uuid()::text || gen_random_uuid()::text)::bytea);

		CREATE TABLE second_look (
			decision_id bigint PRIMARY KEY REFERENCES decision ON DELETE CASCADE,
			looked_by uuid REFERENCES person,
			looked_at timestamptz,
			verdict text CHECK (verdict IN ('approve', 'reject')),
			CHECK (num_nonnulls(looked_by, looked_at, verdict) IN (0, 3))
		);
		CREATE INDEX second_look_open ON second_look (decision_id) WHERE verdict IS NULL;
		GRANT SELECT ON second_look TO hoidan_app;
		GRANT UPDATE (looked_by, looked_at, verdict) ON second_look TO hoidan_app;

		CREATE FUNCTION draw_second_look() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
		BEGIN
			-- The first two bytes of the digest, as a number below 65,536: one in twenty is below 3,277.
			INSERT INTO second_look (decision_id)
				SELECT NEW.id FROM second_look_secret, sha256(secret || int8send(NEW.id)) AS digest
				WHERE get_byte(digest, 0) * 256 + get_byte(digest, 1) < 3277;
			RETURN NULL;
		END $$;
		CREATE TRIGGER drawn AFTER INSERT ON decision FOR EACH ROW
			WHEN (NEW.action IN ('approve', 'reject')) EXECUTE FUNCTION draw_second_look();

		-- Once, and by somebody who had no part in what was decided on this text, nor wrote it.
		CREATE FUNCTION check_second_look() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
		BEGIN
			IF OLD.verdict IS NOT NULL THEN
				RAISE EXCEPTION 'a second look stays' USING ERRCODE = '23514', CONSTRAINT = 'second_look_stays';
			END IF;
			IF EXISTS (SELECT FROM decision f JOIN decision d ON d.comment_id = f.comment_id AND d.revision = f.revision
					JOIN comment c ON c.id = f.comment_id
				WHERE f.id = NEW.decision_id AND NEW.looked_by IN (d.moderator_id, c.author_id)) THEN
				RAISE EXCEPTION 'somebody else looks' USING ERRCODE = '23514', CONSTRAINT = 'second_look_by_another';
			END IF;
			RETURN NEW;
		END $$;
		CREATE TRIGGER checked BEFORE UPDATE ON second_look FOR EACH ROW EXECUTE FUNCTION check_second_look();
		REVOKE EXECUTE ON FUNCTION draw_second_look(), check_second_look() FROM PUBLIC;
	`.execute(db);

	// The application adds notes and takes none away: they go with the name, in the transaction that forgets a person.
	await sql`
		REVOKE DELETE ON staff_note FROM hoidan_app;
		CREATE FUNCTION forget_notes() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
		BEGIN DELETE FROM staff_note WHERE person_id = NEW.id; RETURN NULL; END $$;
		REVOKE EXECUTE ON FUNCTION forget_notes() FROM PUBLIC;
		CREATE TRIGGER notes_go AFTER UPDATE OF deleted_at ON person FOR EACH ROW
			WHEN (NEW.deleted_at IS NOT NULL) EXECUTE FUNCTION forget_notes();
	`.execute(db);
}

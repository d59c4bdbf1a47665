import { sql, type Kysely } from 'kysely';

/**
 * Whoever had a part in a rejection does not decide on the appeal against it: where it took two moderators, neither of
 * them does. Until now the second alone was kept from it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		CREATE FUNCTION check_appeal_decider() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
		BEGIN
			IF EXISTS (SELECT FROM decision d WHERE d.comment_id = NEW.comment_id AND d.revision = NEW.revision
				AND d.moderator_id = NEW.decided_by AND d.action IN ('propose', 'reject')) THEN
				RAISE EXCEPTION 'somebody else decides on an appeal' USING ERRCODE = '23514', CONSTRAINT = 'appeal_to_another';
			END IF;
			RETURN NEW;
		END $$;
		CREATE TRIGGER decided_by_another BEFORE UPDATE OF decided_by ON appeal FOR EACH ROW
			WHEN (NEW.decided_by IS NOT NULL) EXECUTE FUNCTION check_appeal_decider();
	`.execute(db);
}

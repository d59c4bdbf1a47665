import { sql, type Kysely } from 'kysely';

/**
 * The audit log: append-only, each entry sealed by a hash over itself and the entry before it. Whoever changes or
 * removes one breaks every hash after it; the newest hash is also written to the site's log every day.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		CREATE TABLE audit_entry (
			seq bigint PRIMARY KEY,
			at timestamptz NOT NULL,
			actor_id uuid, -- null: the system, or a visitor who is not signed in. No foreign key: an entry outlives everything
			action text NOT NULL CHECK (action ~ '^[a-z]+([.-][a-z]+)+$' AND char_length(action) <= 60),
			subject text NOT NULL DEFAULT '' CHECK (char_length(subject) <= 120 AND subject !~ '[[:cntrl:]]'),
			details jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(details) = 'object' AND octet_length(details::text) <= 4000),
			prev_hash bytea NOT NULL,
			hash bytea NOT NULL
		);
		CREATE INDEX audit_entry_by_actor ON audit_entry (actor_id, seq);
		CREATE INDEX audit_entry_by_action ON audit_entry (action, seq);
		CREATE INDEX audit_entry_by_time ON audit_entry (at);

		-- Fields in this order, joined by the unit separator; src/lib/server/audit/chain.ts computes the same in TypeScript.
		CREATE FUNCTION audit_hash(e audit_entry) RETURNS bytea LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
			SELECT sha256(convert_to(concat_ws(chr(31), e.seq, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
				coalesce(e.actor_id::text, ''), e.action, e.subject, e.details::text, encode(e.prev_hash, 'hex')), 'UTF8'))
		$$;

		-- One after the other: the lock is held until the transaction ends, so write the entry last.
		CREATE FUNCTION chain_audit() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
		DECLARE last record;
		BEGIN
			PERFORM pg_advisory_xact_lock(hashtext('hoidan.audit'));
			SELECT seq, hash INTO last FROM audit_entry ORDER BY seq DESC LIMIT 1;
			NEW.seq := coalesce(last.seq, 0) + 1;
			NEW.at := clock_timestamp();
			NEW.prev_hash := coalesce(last.hash, ''::bytea);
			NEW.hash := audit_hash(NEW);
			RETURN NEW;
		END $$;
		CREATE TRIGGER chained BEFORE INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION chain_audit();
		CREATE TRIGGER kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

		GRANT SELECT ON audit_entry TO hoidan_app;
		GRANT INSERT (actor_id, action, subject, details) ON audit_entry TO hoidan_app;
	`.execute(db);
}

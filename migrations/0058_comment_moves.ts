import { sql, type Kysely } from 'kysely';

/**
 * By how much a comment has moved in the orders that move, each time it did: whoever reads on sees them as they stood when
 * they began. Kept for hours, not for good; what counts is in the comment.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		CREATE TABLE comment_move (
			thread_id uuid NOT NULL,
			comment_id uuid NOT NULL,
			moved_at timestamptz NOT NULL DEFAULT clock_timestamp(),
			agreement int NOT NULL,
			replies int NOT NULL
		);
		CREATE INDEX comment_move_by_time ON comment_move (thread_id, moved_at);
		GRANT SELECT, DELETE ON comment_move TO hoidan_app;

		CREATE FUNCTION note_comment_move() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
		BEGIN
			INSERT INTO comment_move (thread_id, comment_id, agreement, replies)
				VALUES (NEW.thread_id, NEW.id, NEW.agreement - OLD.agreement, NEW.reply_count - OLD.reply_count);
			RETURN NULL;
		END $$;
		REVOKE EXECUTE ON FUNCTION note_comment_move() FROM PUBLIC;
		CREATE TRIGGER moved_in_orders AFTER UPDATE OF agree_count, disagree_count, reply_count ON comment FOR EACH ROW
			WHEN (NEW.depth = 0 AND (NEW.agreement <> OLD.agreement OR NEW.reply_count <> OLD.reply_count))
			EXECUTE FUNCTION note_comment_move();

		DROP INDEX reaction_by_time;
	`.execute(db);
}

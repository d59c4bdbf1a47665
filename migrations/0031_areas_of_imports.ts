import { sql, type Kysely } from 'kysely';

/** Whoever looks after some areas imports the roll of these; and when somebody moved, so that a vote can be judged. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		-- What whoever made it looked after: no line of it touches a person of elsewhere. Null: everywhere.
		ALTER TABLE roll_import ADD COLUMN areas text[] CHECK (array_position(areas, NULL) IS NULL);

		-- When area or year of birth last became another; null: never. Whether a vote was of somebody who might vote can be
		-- told only of people who have not moved since the poll opened.
		ALTER TABLE person ADD COLUMN moved_at timestamptz;
		CREATE FUNCTION note_move() RETURNS trigger LANGUAGE plpgsql AS $$
		BEGIN
			NEW.moved_at := clock_timestamp();
			RETURN NEW;
		END $$;
		CREATE TRIGGER moves BEFORE UPDATE OF area_code, birth_year ON person FOR EACH ROW
			WHEN ((OLD.area_code IS NOT NULL AND OLD.area_code IS DISTINCT FROM NEW.area_code)
				OR (OLD.birth_year IS NOT NULL AND OLD.birth_year IS DISTINCT FROM NEW.birth_year))
			EXECUTE FUNCTION note_move();
	`.execute(db);
}

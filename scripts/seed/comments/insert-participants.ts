/** Sample citizens who have signed in before: they are persons, and some have a name by which they are read. */
import type pg from 'pg';
import { displayNameOf, FIRST_PARTICIPANT, PARTICIPANTS } from './names.ts';

interface Participants {
	/** Of the roll, of cd-0001 and so on. */
	entries: readonly string[];
	/** The numbers of those who say something. */
	speakers: ReadonlySet<number>;
}

/** @returns ids of persons by the number of the sample citizen */
export async function insertParticipants(
	db: pg.Client,
	{ entries, speakers }: Participants,
): Promise<Map<number, string>> {
	const numbers = Array.from({ length: PARTICIPANTS }, (_, i) => FIRST_PARTICIPANT + i);
	const { rows } = await db.query<{ number: number; id: string }>(
		`WITH taking_part AS (SELECT r.id AS entry_id, p.number, p.name, r.area_code, r.birth_year, gen_random_uuid() AS id
			FROM unnest($1::uuid[], $2::int[], $3::text[]) AS p (entry_id, number, name) JOIN roll_entry r ON r.id = p.entry_id),
		made AS (INSERT INTO person (id, display_name, area_code, birth_year, verified_at, created_at)
			SELECT id, name, area_code, birth_year, now() - interval '52 days', now() - interval '52 days' FROM taking_part)
		SELECT number, id FROM taking_part`,
		[
			numbers.map((number) => entries[number - 1]),
			numbers,
			numbers.map((number) => (speakers.has(number) ? displayNameOf(number) : null)),
		],
	);
	await db.query(
		`UPDATE roll_entry r SET person_id = p.id FROM unnest($1::uuid[], $2::uuid[]) AS p (entry_id, id) WHERE r.id = p.entry_id`,
		[rows.map(({ number }) => entries[number - 1]), rows.map(({ id }) => id)],
	);
	return new Map(rows.map(({ number, id }) => [number, id]));
}

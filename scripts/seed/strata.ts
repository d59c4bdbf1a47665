/** The strata of a poll for citizens, made as the application makes them, and which resident is in which. */
import type pg from 'pg';
import { makeStrata, stratumOf, type RollCount } from '../../src/lib/ballots/strata.ts';
import { ageAt } from '../../src/lib/polls/eligibility.ts';

interface Voting {
	pollId: string;
	opensAt: Date;
	/** Ids of persons, and their keys in this poll, in the same order. */
	persons: string[];
	keys: Buffer[];
}

/** The votes that are written next in this transaction are counted by stratum too (migration 0030). */
export async function tellStrata(db: pg.Client, { pollId, opensAt, persons, keys }: Voting) {
	const roll = await db.query<{ area: string; year: number; people: string }>(
		'SELECT area_code AS area, birth_year AS year, count(*) AS people FROM roll_entry GROUP BY 1, 2',
	);
	const areas = await db.query<{ code: string; parent: string | null }>(
		'SELECT code, parent_code AS parent FROM area',
	);
	const strata = makeStrata(
		roll.rows.map(({ area, year, people }): RollCount => ({
			area,
			age: ageAt(year, opensAt),
			people: Number(people),
		})),
		new Map(areas.rows.map(({ code, parent }) => [code, parent])),
	);
	await db.query('INSERT INTO poll_strata (poll_id, strata) VALUES ($1, $2::jsonb)', [
		pollId,
		JSON.stringify(strata),
	]);
	const residents = await db.query<{ id: string; area: string; year: number }>(
		'SELECT id, area_code AS area, birth_year AS year FROM person WHERE id = ANY ($1)',
		[persons],
	);
	const where = new Map(
		residents.rows.map(({ id, area, year }) => [id, stratumOf(strata, { area, age: ageAt(year, opensAt) })]),
	);
	const told = Object.fromEntries(keys.map((key, i) => [key.toString('hex'), where.get(persons[i]!)]));
	await db.query("SELECT set_config('hoidan.strata', $1, true)", [JSON.stringify(told)]);
}

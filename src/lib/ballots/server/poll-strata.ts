/** The strata of polls for citizens, as this process knows them: made once per poll, from the roll, and then fixed. */
import { sql } from 'kysely';
import { ageAt, isEligible } from '../../polls/eligibility';
import type { Poll } from '../../polls/poll';
import type { Db } from '../../server/db/client';
import { makeStrata, stratumOf, type RollCount, type Stratum } from '../strata';

/** How long a process takes an empty roll for empty: votes that come in a flood must not read it for each. */
const EMPTY_MS = 60_000;

type Asked = Pick<Poll, 'id' | 'opensAt' | 'eligibility'>;

export class PollStrata {
	readonly #db: () => Db;
	readonly #strata = new Map<string, Promise<Stratum[]>>();

	constructor(db: () => Db) {
		this.#db = db;
	}

	/** The poll's strata, made at the first need; none while the roll is empty. */
	of(poll: Asked): Promise<Stratum[]> {
		let strata = this.#strata.get(poll.id);
		if (!strata) {
			strata = readOrMake(this.#db(), poll);
			this.#strata.set(poll.id, strata);
			const forget = () => this.#strata.delete(poll.id);
			strata.then((made) => made.length === 0 && setTimeout(forget, EMPTY_MS).unref(), forget);
		}
		return strata;
	}

	async stratumOf(
		poll: Asked,
		{ area, birthYear }: { area: string | null; birthYear: number | null },
	): Promise<number | undefined> {
		const age = birthYear === null ? null : ageAt(birthYear, poll.opensAt);
		return stratumOf(await this.of(poll), { area, age });
	}
}

async function readOrMake(db: Db, poll: Asked): Promise<Stratum[]> {
	const made = await find(db, poll.id);
	if (made) return made;
	const strata = await countStrata(db, poll);
	// The roll may be imported later; what is written is written for good.
	if (strata.length === 0) return [];
	// Two processes may try at once: the primary key decides, and both read what stands there.
	await sql`
		INSERT INTO poll_strata (poll_id, strata) VALUES (${poll.id}, ${JSON.stringify(strata)}::jsonb)
		ON CONFLICT (poll_id) DO NOTHING`.execute(db);
	return (await find(db, poll.id)) ?? [];
}

async function find(db: Db, pollId: string): Promise<Stratum[] | undefined> {
	const row = await db
		.selectFrom('pollStrata')
		.select('strata')
		.where('pollId', '=', pollId)
		.executeTakeFirst();
	return row?.strata as Stratum[] | undefined;
}

/** Reads the whole roll, once in the life of a poll. */
async function countStrata(db: Db, { eligibility, opensAt }: Asked): Promise<Stratum[]> {
	const { rows } = await sql<{ area: string; birthYear: number; people: number }>`
		SELECT area_code AS area, birth_year, count(*) AS people FROM roll_entry GROUP BY 1, 2`.execute(db);
	const areas = await db.selectFrom('area').select(['code', 'parentCode']).execute();
	const parents = new Map(areas.map(({ code, parentCode }) => [code, parentCode]));
	const pathOf = (code: string | null): string[] =>
		code === null ? [] : [code, ...pathOf(parents.get(code) ?? null)];
	const roll = rows
		.filter(({ area, birthYear }) => isEligible(eligibility, { areas: pathOf(area), birthYear }, opensAt))
		.map(({ area, birthYear, people }): RollCount => ({ area, age: ageAt(birthYear, opensAt), people }));
	return makeStrata(roll, parents);
}

/**
 * All verified citizens, read once for all polls and packed, some 50 bytes each: what a million of them take must not
 * press on a process that serves.
 */
import type { Trx } from '../../server/db/client';
import { readAreaPaths } from '../../people/server/areas';
import type { Resident } from '../../polls/eligibility';

/** Rows a question: few enough that taking them in holds up nobody. */
const BATCH = 2_000;
const ID_LENGTH = 36;

/** Some of them. */
interface Batch {
	/** One id after the other. */
	ids: string;
	/** Of each, the place in `residents`. */
	residents: Uint32Array;
	/** Of each, when they last moved, in milliseconds; 0: never. */
	movedAt: Float64Array;
}

export interface Citizens {
	/** The kinds of people that a poll can ask for: same area, same year of birth. */
	residents: Resident[];
	batches: Batch[];
}

export const idOf = ({ ids }: Batch, i: number): string => ids.slice(i * ID_LENGTH, (i + 1) * ID_LENGTH);

export async function readCitizens(trx: Trx): Promise<Citizens> {
	const paths = await readAreaPaths(trx);
	const citizens: Citizens = { residents: [], batches: [] };
	const known = new Map<string, number>();
	let after = '00000000-0000-0000-0000-000000000000';
	for (;;) {
		const rows = await trx
			.selectFrom('person')
			.select(['id', 'areaCode', 'birthYear', 'movedAt'])
			.where('verifiedAt', 'is not', null)
			.where('id', '>', after)
			.orderBy('id')
			.limit(BATCH)
			.execute();
		const residentOf = ({ areaCode, birthYear }: (typeof rows)[number]) => {
			const kind = `${areaCode ?? ''}|${birthYear ?? ''}`;
			let place = known.get(kind);
			if (place === undefined) {
				place = citizens.residents.push({ areas: paths.get(areaCode ?? '') ?? [], birthYear }) - 1;
				known.set(kind, place);
			}
			return place;
		};
		citizens.batches.push({
			ids: rows.map(({ id }) => id).join(''),
			residents: Uint32Array.from(rows, residentOf),
			movedAt: Float64Array.from(rows, ({ movedAt }) => movedAt?.getTime() ?? 0),
		});
		if (rows.length < BATCH) return citizens;
		after = rows.at(-1)!.id;
	}
}

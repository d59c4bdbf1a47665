import { sql } from 'kysely';
import type { Db } from '../../../server/db/client';
import { AreaNames } from '../../roll-line';

/** Every area, by its code and its names in all languages. */
export async function listAreaNames(db: Db): Promise<AreaNames> {
	const areas = await db
		.selectFrom('area as a')
		.leftJoin('areaText as t', 't.areaCode', 'a.code')
		.select(['a.code', sql<string[]>`array_remove(array_agg(t.name), NULL)`.as('names')])
		.groupBy('a.code')
		.execute();
	return new AreaNames(areas);
}

/** What is kept about one person, for that person. */
import { sql } from 'kysely';
import type { Db } from '../../server/db/client';

export interface OwnRecord {
	/** In the reader's language. */
	area: string | null;
	birthYear: number | null;
	/** When area or year of birth last became another. */
	movedAt: Date | null;
	createdAt: Date;
	verifiedAt: Date | null;
	/** Of which kinds of identifiers an unreadable code is kept, such as `document`. */
	identifiers: string[];
	/** Whether the roll of the authorities names this person. */
	isOnRoll: boolean;
	/** When a proof of who this is pointed at somebody else, too. */
	cases: { openedAt: string; closedAt: string | null }[];
	/** Oldest first. */
	ways: { way: string; issuer: string; firstAt: Date; lastAt: Date }[];
}

export async function readOwnRecord(db: Db, personId: string, lang: string): Promise<OwnRecord> {
	const [person, ways] = await Promise.all([
		db
			.selectFrom('person as p')
			.leftJoin('areaText as mine', (join) =>
				join.onRef('mine.areaCode', '=', 'p.areaCode').on('mine.lang', '=', lang),
			)
			.leftJoin('areaText as original', (join) =>
				join.onRef('original.areaCode', '=', 'p.areaCode').on('original.lang', '=', 'vi'),
			)
			.select([
				sql<string | null>`coalesce(mine.name, original.name, p.area_code)`.as('area'),
				'p.birthYear',
				'p.movedAt',
				'p.createdAt',
				'p.verifiedAt',
				sql<string[]>`ARRAY(SELECT kind FROM identifier WHERE person_id = p.id ORDER BY kind)`.as(
					'identifiers',
				),
				sql<boolean>`EXISTS (SELECT 1 FROM roll_entry WHERE person_id = p.id)`.as('isOnRoll'),
				sql<
					OwnRecord['cases']
				>`(SELECT coalesce(json_agg(json_build_object('openedAt', opened_at, 'closedAt', closed_at)
					ORDER BY opened_at), '[]') FROM identity_case WHERE p.id = ANY (person_ids))`.as('cases'),
			])
			.where('p.id', '=', personId)
			.executeTakeFirstOrThrow(),
		db
			.selectFrom('verification')
			.select(['way', 'issuer', 'firstAt', 'lastAt'])
			.where('personId', '=', personId)
			.orderBy('firstAt')
			.execute(),
	]);
	return { ...person, ways };
}

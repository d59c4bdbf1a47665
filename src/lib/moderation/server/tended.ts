import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '../../people/actor';
import { areasOf } from '../../people/can';

/** Of thread t: what lies in the areas that the moderator tends. */
export function tended(by: Actor): RawBuilder<boolean> {
	const areas = areasOf(by, 'comment.moderate');
	if (areas === null) return sql<boolean>`true`;
	return sql<boolean>`t.area_code IN (WITH RECURSIVE below AS (SELECT code FROM area WHERE code = ANY(${areas}::text[])
		UNION SELECT a.code FROM area a JOIN below b ON a.parent_code = b.code) SELECT code FROM below)`;
}

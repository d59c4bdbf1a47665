import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '../../people/actor';
import { areasOf } from '../../people/can';

/** Of thread t, or of whatever has the area: what lies in those that the moderator tends. */
export function tended(
	by: Pick<Actor, 'grants'>,
	area: RawBuilder<unknown> = sql`t.area_code`,
): RawBuilder<boolean> {
	const areas = areasOf(by, 'comment.moderate');
	if (areas === null) return sql<boolean>`true`;
	return sql<boolean>`coalesce(${area} IN (WITH RECURSIVE below AS (SELECT code FROM area WHERE code = ANY(${areas}::text[])
		UNION SELECT a.code FROM area a JOIN below b ON a.parent_code = b.code) SELECT code FROM below), false)`;
}

/** Of comment c: whether its thread lies there. Whoever tends everything has no thread looked up. */
export function isTended(by: Pick<Actor, 'grants'>): RawBuilder<boolean> {
	if (areasOf(by, 'comment.moderate') === null) return sql<boolean>`true`;
	return sql<boolean>`EXISTS (SELECT FROM thread t WHERE t.id = c.thread_id AND ${tended(by)})`;
}

/** Of person p: whether there is anything of theirs that the moderator tends. */
export function isKnown(by: Actor): RawBuilder<boolean> {
	if (areasOf(by, 'comment.moderate') === null) return sql<boolean>`true`;
	return sql<boolean>`EXISTS (SELECT FROM comment c JOIN thread t ON t.id = c.thread_id WHERE c.author_id = p.id AND ${tended(by)})`;
}

/** In which area a moderator acts on a person: one of their own, which those who tend several choose. */
import type { Actor } from '../../people/actor';
import { areasOf, can } from '../../people/can';
import { listAreaPath } from '../../people/server/areas';
import type { Db } from '../../server/db/client';
import { ok, refuse, type Result } from '../../shared/result';

export type ReachRefusal = 'not-allowed' | 'area-missing';

/** @param chosen an area; null: everywhere; undefined: nothing was chosen. @returns the area, null for everywhere */
export async function reachOf(
	db: Db,
	by: Actor,
	chosen: string | null | undefined,
): Promise<Result<string | null, ReachRefusal>> {
	const now = new Date();
	if (can(by, 'comment.moderate', { now }) !== 'yes') return refuse('not-allowed');
	const areas = areasOf(by, 'comment.moderate');
	if (chosen === null || (chosen === undefined && areas === null))
		return areas === null ? ok(null) : refuse('area-missing');
	const area = chosen ?? (areas?.length === 1 ? areas[0] : undefined);
	if (area === undefined) return refuse('area-missing');
	const path = await listAreaPath(db, area);
	const isTheirs =
		path.length > 0 && can(by, 'comment.moderate', { subject: { areas: path }, now }) === 'yes';
	return isTheirs ? ok(area) : refuse('not-allowed');
}

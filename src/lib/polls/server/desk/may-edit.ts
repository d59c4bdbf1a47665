/**
 * Whose a poll is: it belongs to the area whose residents it asks, and so to those who edit there. What everybody may answer
 * is for those who edit everywhere.
 */
import type { Actor } from '../../../people/actor';
import { can, type Denial } from '../../../people/can';
import { listAreaPath } from '../../../people/server/areas';
import type { Db } from '../../../server/db/client';

interface Which {
	id: string;
	now: Date;
}

/** A poll that is gone is nobody's in particular: whoever edits everywhere is told so by what comes after. */
export async function mayEditPoll(
	db: Db,
	by: Actor,
	{ id, now, action = 'poll.edit' }: Which & { action?: 'poll.edit' | 'poll.close' },
): Promise<'yes' | Denial> {
	const poll = await db.selectFrom('poll').select('eligibleArea').where('id', '=', id).executeTakeFirst();
	const areas = await listAreaPath(db, poll?.eligibleArea ?? null);
	return can(by, action, { subject: { areas }, now });
}

/** @param area whose residents the poll is going to ask; null: anybody */
export async function mayWritePoll(
	db: Db,
	by: Actor,
	{ area, now }: { area: string | null; now: Date },
): Promise<'yes' | Denial | 'area-not-yours'> {
	const answer = can(by, 'poll.edit', { now });
	if (answer !== 'yes') return answer;
	const there = can(by, 'poll.edit', { subject: { areas: await listAreaPath(db, area) }, now });
	return there === 'yes' ? 'yes' : 'area-not-yours';
}

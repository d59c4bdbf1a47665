/** Whether it is certain enough that the account's owner sits there: a browser that was left signed in is anybody's. */
import { isStaff, type Actor } from '../../people/actor';
import { isFresh } from '../../people/can';
import type { Db } from '../../server/db/client';
import { ok, refuse, type Result } from '../../shared/result';
import { readSessionWay } from './staff/factors';

export type OwnerDoubt = 'second-factor-required' | 'step-up-required';

export async function confirmOwner(db: Db, actor: Actor, now: Date): Promise<Result<undefined, OwnerDoubt>> {
	if (isStaff(actor) && actor.assurance !== 'two-factor') return refuse('second-factor-required');
	if (isFresh(actor, now)) return ok(undefined);
	// A letter opens once, so whoever came by one could never confirm it; their rights must not hang on a new letter.
	const isByLetter = !isStaff(actor) && (await readSessionWay(db, actor.sessionId)) === 'letter';
	return isByLetter ? ok(undefined) : refuse('step-up-required');
}

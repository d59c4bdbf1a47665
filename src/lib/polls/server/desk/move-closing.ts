/** An open poll closes earlier or later than it said, and says why to everybody. */
import { sql } from 'kysely';
import type { Actor } from '../../../people/actor';
import type { Denial } from '../../../people/can';
import { audit } from '../../../server/audit/append';
import type { Db } from '../../../server/db/client';
import { ok, refuse, type Result } from '../../../shared/result';
import { mayEditPoll } from './may-edit';

interface Closing {
	id: string;
	/** `now`: by the database's clock, so that the last vote counted is the last one before it. */
	closesAt: Date | 'now';
	/** Public; trimmed, 10 to 500 characters (closing.schema.ts). */
	reason: string;
	now?: Date;
}

export type ClosingRefusal = Denial | 'not-open' | 'in-the-past' | 'same-time';

export async function moveClosing(
	db: Db,
	by: Actor,
	{ id, closesAt, reason, now = new Date() }: Closing,
): Promise<Result<undefined, ClosingRefusal>> {
	const answer = await mayEditPoll(db, by, { id, now, action: 'poll.close' });
	if (answer !== 'yes') return refuse(answer);
	return db.transaction().execute(async (trx) => {
		const poll = await trx
			.selectFrom('poll')
			.select(['closesAt', sql<Date>`clock_timestamp()`.as('clock')])
			.where('id', '=', id)
			.where('state', '=', 'published')
			.where('opensAt', '<=', sql<Date>`clock_timestamp()`)
			.where('closesAt', '>', sql<Date>`clock_timestamp()`)
			.forUpdate()
			.executeTakeFirst();
		if (!poll) return refuse('not-open');
		const becomes = closesAt === 'now' ? poll.clock : closesAt;
		if (becomes < poll.clock) return refuse('in-the-past');
		if (becomes.getTime() === poll.closesAt.getTime()) return refuse('same-time');
		await trx
			.insertInto('pollClosingChange')
			.values({ pollId: id, was: poll.closesAt, becomes, reason, madeBy: by.personId })
			.execute();
		await trx
			.updateTable('poll')
			.set({ closesAt: becomes, version: sql`version + 1`, editedAt: now, editedBy: by.personId })
			.where('id', '=', id)
			.executeTakeFirstOrThrow();
		const isLater = becomes > poll.closesAt;
		await audit(trx, {
			actorId: by.personId,
			action: isLater ? 'poll.extend' : 'poll.close-early',
			subject: `poll/${id}`,
			details: { was: poll.closesAt.toISOString(), becomes: becomes.toISOString(), reason },
		});
		return ok(undefined);
	});
}

/** A poll goes from one state to the next (poll-state.ts); the statement that moves it says from which, by its own clock. */
import { sql } from 'kysely';
import type { Actor } from '../../../people/actor';
import type { Denial } from '../../../people/can';
import { audit } from '../../../server/audit/append';
import type { Db, Trx } from '../../../server/db/client';
import { isRefusedByDatabase } from '../../../server/db/errors';
import { ok, refuse, type Result } from '../../../shared/result';
import { mayEditPoll } from './may-edit';

interface Which {
	id: string;
	now?: Date;
}

const clock = sql<Date>`clock_timestamp()`;

/**
 * From here on nothing of what is asked can change once the opening time has come; one that has passed becomes now.
 * @param version the one that was reviewed: nobody opens what somebody else has just rewritten
 */
export async function publishPoll(
	db: Db,
	by: Actor,
	{ id, version, now = new Date() }: Which & { version: number },
): Promise<Result<undefined, Denial | 'changed-meanwhile' | 'not-complete' | 'closes-in-the-past'>> {
	const answer = await mayEditPoll(db, by, { id, now });
	if (answer !== 'yes') return refuse(answer);
	try {
		return await db.transaction().execute(async (trx) => {
			const draft = await trx
				.selectFrom('poll')
				.select(sql<boolean>`closes_at > ${clock}`.as('isAhead'))
				.where('id', '=', id)
				.where('state', '=', 'draft')
				.where('version', '=', version)
				.forUpdate()
				.executeTakeFirst();
			if (!draft) return refuse('changed-meanwhile');
			if (!draft.isAhead) return refuse('closes-in-the-past');
			await trx
				.updateTable('poll')
				.set({
					state: 'published',
					opensAt: sql<Date>`greatest(opens_at, ${clock})`,
					...touch(by, now),
				})
				.where('id', '=', id)
				.executeTakeFirstOrThrow();
			await note(trx, by, 'poll.publish', id);
			return ok(undefined);
		});
	} catch (error) {
		// The trigger `complete_poll` has the last word on what is complete.
		if (isRefusedByDatabase(error)) return refuse('not-complete');
		throw error;
	}
}

/** A poll that has not opened yet is a draft again. */
export function takeBackPoll(db: Db, by: Actor, which: Which) {
	return moved(db, by, { ...which, action: 'poll.take-back' }, (trx, row) =>
		trx
			.updateTable('poll')
			.set({ state: 'draft', ...row })
			.where('id', '=', which.id)
			.where('state', '=', 'published')
			.where('opensAt', '>', clock)
			.executeTakeFirstOrThrow(),
	);
}

/** A closed poll leaves the lists; its page and its results stay where they are. */
export function archivePoll(db: Db, by: Actor, which: Which) {
	return moved(db, by, { ...which, action: 'poll.archive' }, (trx, row) =>
		trx
			.updateTable('poll')
			.set({ state: 'archived', ...row })
			.where('id', '=', which.id)
			.where('state', '=', 'published')
			.where('closesAt', '<=', clock)
			.executeTakeFirstOrThrow(),
	);
}

export async function deleteDraft(
	db: Db,
	by: Actor,
	{ id, now = new Date() }: Which,
): Promise<Result<undefined, Denial | 'moved-meanwhile'>> {
	const answer = await mayEditPoll(db, by, { id, now });
	if (answer !== 'yes') return refuse(answer);
	return db.transaction().execute(async (trx) => {
		const { numDeletedRows } = await trx
			.deleteFrom('poll')
			.where('id', '=', id)
			.where('state', '=', 'draft')
			.executeTakeFirstOrThrow();
		if (numDeletedRows !== 1n) return refuse('moved-meanwhile');
		await note(trx, by, 'poll.delete', id);
		return ok(undefined);
	});
}

const touch = (by: Actor, now: Date) => ({
	version: sql<number>`version + 1`,
	editedAt: now,
	editedBy: by.personId,
});

async function moved(
	db: Db,
	by: Actor,
	{ id, action, now = new Date() }: Which & { action: string },
	move: (trx: Trx, row: ReturnType<typeof touch>) => Promise<{ numUpdatedRows: bigint }>,
): Promise<Result<undefined, Denial | 'moved-meanwhile'>> {
	const answer = await mayEditPoll(db, by, { id, now });
	if (answer !== 'yes') return refuse(answer);
	return db.transaction().execute(async (trx) => {
		const { numUpdatedRows } = await move(trx, touch(by, now));
		if (numUpdatedRows !== 1n) return refuse('moved-meanwhile');
		await note(trx, by, action, id);
		return ok(undefined);
	});
}

function note(trx: Trx, by: Actor, action: string, id: string) {
	return audit(trx, { actorId: by.personId, action, subject: `poll/${id}` });
}

/** A poll is written: a new one, or another version of a draft. */
import type { Actor } from '../../../people/actor';
import type { Denial } from '../../../people/can';
import { audit } from '../../../server/audit/append';
import type { Db } from '../../../server/db/client';
import { isForeignKeyViolation, isViolationOf } from '../../../server/db/errors';
import { ok, refuse, type Result } from '../../../shared/result';
import type { PollDraft } from '../../desk/check-form';
import { mayEditPoll, mayWritePoll } from './may-edit';
import { rowOf, writeParts } from './write-draft';

export type SaveRefusal = CreateRefusal | SaveConflict;
type CreateRefusal = Denial | 'area-not-yours' | 'slug-taken' | 'no-such-choice';
/** `changed-meanwhile`: somebody saved another version since the one that was edited. */
type SaveConflict = 'changed-meanwhile' | 'no-draft';

interface Written {
	draft: PollDraft;
	now?: Date;
}

/** @returns the id of the new draft */
export async function createPoll(
	db: Db,
	by: Actor,
	{ draft, now = new Date() }: Written,
): Promise<Result<string, CreateRefusal>> {
	const answer = await mayWritePoll(db, by, { area: draft.eligibleArea, now });
	if (answer !== 'yes') return refuse(answer);
	return refusingClashes(() =>
		db.transaction().execute(async (trx) => {
			const { id } = await trx
				.insertInto('poll')
				.values({ ...rowOf(draft), editedBy: by.personId })
				.returning('id')
				.executeTakeFirstOrThrow();
			await writeParts(trx, id, draft);
			await audit(trx, { actorId: by.personId, action: 'poll.create', subject: `poll/${id}` });
			return ok(id);
		}),
	);
}

/** @param version the one that was edited: of two editors who began with the same, the second is refused */
export async function saveDraft(
	db: Db,
	by: Actor,
	{ id, version, draft, now = new Date() }: Written & { id: string; version: number },
): Promise<Result<undefined, SaveRefusal>> {
	const answer = await mayEditPoll(db, by, { id, now });
	if (answer !== 'yes') return refuse(answer);
	const there = await mayWritePoll(db, by, { area: draft.eligibleArea, now });
	if (there !== 'yes') return refuse(there);
	return refusingClashes<undefined, SaveConflict>(() =>
		db.transaction().execute(async (trx) => {
			const saved = await trx
				.updateTable('poll')
				.set({ ...rowOf(draft), version: version + 1, editedAt: now, editedBy: by.personId })
				.where('id', '=', id)
				.where('state', '=', 'draft')
				.where('version', '=', version)
				.returning('id')
				.executeTakeFirst();
			if (!saved) {
				const there = await trx.selectFrom('poll').select('state').where('id', '=', id).executeTakeFirst();
				return refuse(there?.state === 'draft' ? 'changed-meanwhile' : 'no-draft');
			}
			await writeParts(trx, id, draft);
			const details = { version: version + 1 };
			await audit(trx, { actorId: by.personId, action: 'poll.edit', subject: `poll/${id}`, details });
			return ok(undefined);
		}),
	);
}

async function refusingClashes<T, Reason extends string = never>(
	work: () => Promise<Result<T, Reason>>,
): Promise<Result<T, Reason | 'slug-taken' | 'no-such-choice'>> {
	try {
		return await work();
	} catch (error) {
		if (isViolationOf(error, 'poll_slug_key')) return refuse('slug-taken');
		if (isForeignKeyViolation(error)) return refuse('no-such-choice');
		throw error;
	}
}

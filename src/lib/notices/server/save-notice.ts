/** A notice is written, changed or taken away. */
import type { Actor } from '../../people/actor';
import { can, type Denial } from '../../people/can';
import { audit } from '../../server/audit/append';
import type { Db, Trx } from '../../server/db/client';
import { ok, refuse, type Result } from '../../shared/result';
import type { NoticeContent } from '../notice';

interface Written {
	content: NoticeContent;
	now?: Date;
}

/** @returns its id */
export async function createNotice(
	db: Db,
	by: Actor,
	{ content, now = new Date() }: Written,
): Promise<Result<string, Denial>> {
	const answer = can(by, 'notice.edit', { now });
	if (answer !== 'yes') return refuse(answer);
	const { texts, ...row } = content;
	return db.transaction().execute(async (trx) => {
		const { id } = await trx
			.insertInto('notice')
			.values({ ...row, editedAt: now, editedBy: by.personId })
			.returning('id')
			.executeTakeFirstOrThrow();
		await writeTexts(trx, id, texts);
		await note(trx, by, 'notice.create', id);
		return ok(id);
	});
}

/** @param version the one that was edited: of two editors who began with the same, the second is refused */
export async function saveNotice(
	db: Db,
	by: Actor,
	{ id, version, content, now = new Date() }: Written & { id: string; version: number },
): Promise<Result<undefined, Denial | 'changed-meanwhile'>> {
	const answer = can(by, 'notice.edit', { now });
	if (answer !== 'yes') return refuse(answer);
	const { texts, ...row } = content;
	return db.transaction().execute(async (trx) => {
		const saved = await trx
			.updateTable('notice')
			.set({ ...row, version: version + 1, editedAt: now, editedBy: by.personId })
			.where('id', '=', id)
			.where('version', '=', version)
			.returning('id')
			.executeTakeFirst();
		if (!saved) return refuse('changed-meanwhile');
		await trx.deleteFrom('noticeText').where('noticeId', '=', id).execute();
		await writeTexts(trx, id, texts);
		await note(trx, by, 'notice.edit', id);
		return ok(undefined);
	});
}

/** Deleting what is gone already changes nothing. */
export async function deleteNotice(
	db: Db,
	by: Actor,
	{ id, now = new Date() }: { id: string; now?: Date },
): Promise<Result<undefined, Denial>> {
	const answer = can(by, 'notice.edit', { now });
	if (answer !== 'yes') return refuse(answer);
	return db.transaction().execute(async (trx) => {
		const { numDeletedRows } = await trx.deleteFrom('notice').where('id', '=', id).executeTakeFirstOrThrow();
		if (numDeletedRows === 1n) await note(trx, by, 'notice.delete', id);
		return ok(undefined);
	});
}

async function writeTexts(trx: Trx, noticeId: string, texts: NoticeContent['texts']) {
	await trx
		.insertInto('noticeText')
		.values(texts.map((text) => ({ noticeId, ...text })))
		.execute();
}

function note(trx: Trx, by: Actor, action: string, id: string) {
	return audit(trx, { actorId: by.personId, action, subject: `notice/${id}` });
}

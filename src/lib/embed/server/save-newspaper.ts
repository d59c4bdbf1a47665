/** A newspaper is entered, changed or taken off the list. */
import type { Actor } from '../../people/actor';
import { can, type Denial } from '../../people/can';
import { audit } from '../../server/audit/append';
import type { Db } from '../../server/db/client';
import { isUniqueViolation } from '../../server/db/errors';
import { ok, refuse, type Result } from '../../shared/result';
import type { NewspaperContent } from '../newspaper';
import { forgetHosts } from './hosts';

interface Written {
	content: NewspaperContent;
	now?: Date;
}

/** @returns its id */
export async function createNewspaper(
	db: Db,
	by: Actor,
	{ content, now = new Date() }: Written,
): Promise<Result<string, Denial | 'name-taken'>> {
	const answer = can(by, 'newspaper.manage', { now });
	if (answer !== 'yes') return refuse(answer);
	return named(() =>
		db.transaction().execute(async (trx) => {
			const { id } = await trx
				.insertInto('newspaper')
				.values({ ...content, editedAt: now, editedBy: by.personId })
				.returning('id')
				.executeTakeFirstOrThrow();
			await audit(trx, {
				...entry(by, id),
				action: 'newspaper.create',
				details: { origins: content.origins },
			});
			return ok(id);
		}),
	);
}

/** @param version the one that was edited: of two who began with the same, the second is refused */
export async function saveNewspaper(
	db: Db,
	by: Actor,
	{ id, version, content, now = new Date() }: Written & { id: string; version: number },
): Promise<Result<string, Denial | 'name-taken' | 'changed-meanwhile'>> {
	const answer = can(by, 'newspaper.manage', { now });
	if (answer !== 'yes') return refuse(answer);
	return named(() =>
		db.transaction().execute(async (trx) => {
			const saved = await trx
				.updateTable('newspaper')
				.set({ ...content, version: version + 1, editedAt: now, editedBy: by.personId })
				.where('id', '=', id)
				.where('version', '=', version)
				.returning('id')
				.executeTakeFirst();
			if (!saved) return refuse('changed-meanwhile');
			await audit(trx, { ...entry(by, id), action: 'newspaper.edit', details: { origins: content.origins } });
			return ok(id);
		}),
	);
}

/** With its keys and its counts. Taking off what is gone already changes nothing. */
export async function deleteNewspaper(
	db: Db,
	by: Actor,
	{ id, now = new Date() }: { id: string; now?: Date },
): Promise<Result<undefined, Denial>> {
	const answer = can(by, 'newspaper.manage', { now });
	if (answer !== 'yes') return refuse(answer);
	await db.transaction().execute(async (trx) => {
		const { numDeletedRows } = await trx
			.deleteFrom('newspaper')
			.where('id', '=', id)
			.executeTakeFirstOrThrow();
		if (numDeletedRows === 1n) await audit(trx, { ...entry(by, id), action: 'newspaper.delete' });
	});
	forgetHosts();
	return ok(undefined);
}

const entry = (by: Actor, id: string) => ({ actorId: by.personId, subject: `newspaper/${id}` });

async function named<T, Reason extends string>(
	write: () => Promise<Result<T, Reason>>,
): Promise<Result<T, Reason | 'name-taken'>> {
	try {
		return await write();
	} catch (error) {
		if (isUniqueViolation(error)) return refuse('name-taken');
		throw error;
	} finally {
		forgetHosts();
	}
}

/**
 * Pictures that no topic shows go after a day, and then their files: one that was exchanged is soon nowhere to be found,
 * also for whoever kept its address. What a crash left in the store goes the same way.
 */
import { sql } from 'kysely';
import type { Db } from '../../../server/db/client';
import type { FileStore } from '../../../server/files/file-store';

const DAY = 24 * 3_600_000;
const BATCH = 100;
/** Nothing else is touched, should somebody keep other things in the same place. */
const OURS = /^([0-9a-f]{64}\.(webp|jpg)|unfinished-[0-9a-f-]{36})$/;

/** @returns how many pictures and files went */
export async function sweepPictures(
	db: Db,
	store: FileStore,
	now = new Date(),
): Promise<{ pictures: number; files: number }> {
	const before = new Date(now.getTime() - DAY);
	const { numDeletedRows } = await db
		.deleteFrom('picture')
		.where('madeAt', '<', before)
		.where(({ not, exists, selectFrom }) =>
			not(exists(selectFrom('topic').select('topic.id').whereRef('topic.pictureId', '=', 'picture.id'))),
		)
		.executeTakeFirstOrThrow();
	let files = 0;
	let batch: string[] = [];
	for await (const { name, at } of store.list()) {
		if (at < before && OURS.test(name)) batch.push(name);
		if (batch.length >= BATCH) {
			files += await removeUnnamed(db, store, batch);
			batch = [];
		}
	}
	if (batch.length > 0) files += await removeUnnamed(db, store, batch);
	return { pictures: Number(numDeletedRows), files };
}

/**
 * The lock keeps whoever puts a picture of the same files (take-picture.ts) waiting until they are gone: they then write
 * their rows and put the files anew. The only place where files are touched within a transaction, and a hurried one.
 */
function removeUnnamed(db: Db, store: FileStore, names: string[]): Promise<number> {
	return db.transaction().execute(async (trx) => {
		await sql`SELECT pg_advisory_xact_lock(hashtext('hoidan.pictures'))`.execute(trx);
		const named = await trx.selectFrom('pictureFile').select('name').where('name', 'in', names).execute();
		const kept = new Set(named.map(({ name }) => name));
		const gone = names.filter((name) => !kept.has(name));
		for (const name of gone) await store.remove(name);
		return gone.length;
	});
}

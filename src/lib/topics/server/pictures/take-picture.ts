/** A picture is sent in: its files are made and kept, before any topic shows it. One that none shows goes after a day. */
import { sql } from 'kysely';
import type { Actor } from '../../../people/actor';
import { can, type Denial } from '../../../people/can';
import type { Db } from '../../../server/db/client';
import { fewAtOnce, type FewAtOnce } from '../../../server/few-at-once';
import type { FileStore } from '../../../server/files/file-store';
import { ok, refuse, type Result } from '../../../shared/result';
import type { PictureFault } from '../../picture';
import { reencode, type MadePicture } from './reencode';

/** Decoding takes up to 200 MB and seconds of a core: a process does one at a time, and a few may wait. */
const oneByOne = fewAtOnce({ atOnce: 1, waiting: 3 });
/** Seconds until a place is likely free. */
export const BUSY_RETRY_AFTER = 10;

interface Sent {
	bytes: Uint8Array;
	store: FileStore;
	now?: Date;
	few?: FewAtOnce;
}

/** @returns its id */
export async function takePicture(
	db: Db,
	by: Actor,
	{ bytes, store, now = new Date(), few = oneByOne }: Sent,
): Promise<Result<string, Denial | PictureFault>> {
	const answer = can(by, 'topic.edit', { now });
	if (answer !== 'yes') return refuse(answer);
	const turn = await few(() => reencode(bytes));
	if (!turn.ok) return turn;
	const made = turn.value;
	if (!made.ok) return made;
	return ok(await keepPicture(db, made.value, { store, madeBy: by.personId }));
}

/**
 * The rows first: from then on the sweep (chores.ts) leaves files of these names alone, even one that it was about to
 * remove. Should the files fail to follow, no topic has the picture and its rows go by themselves.
 */
export async function keepPicture(
	db: Db,
	{ width, height, files }: MadePicture,
	{ store, madeBy }: { store: FileStore; madeBy: string | null },
): Promise<string> {
	const id = await db.transaction().execute(async (trx) => {
		await sql`SELECT pg_advisory_xact_lock_shared(hashtext('hoidan.pictures'))`.execute(trx);
		const picture = await trx
			.insertInto('picture')
			.values({ width, height, madeBy })
			.returning('id')
			.executeTakeFirstOrThrow();
		await trx
			.insertInto('pictureFile')
			.values(
				files.map((file) => ({
					...{ pictureId: picture.id, name: file.name, width: file.width, bytes: file.bytes.length },
				})),
			)
			.execute();
		return picture.id;
	});
	for (const { name, bytes, type } of files) await store.put(name, bytes, type);
	return id;
}

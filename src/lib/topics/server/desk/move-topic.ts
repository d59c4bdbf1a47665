/** A topic goes from one state to the next (topic-state.ts); the statement that moves it says from which, by its own clock. */
import { sql, type SqlBool } from 'kysely';
import type { Actor } from '../../../people/actor';
import { can, type Denial } from '../../../people/can';
import { audit } from '../../../server/audit/append';
import type { Db, Trx } from '../../../server/db/client';
import { ok, refuse, type Result } from '../../../shared/result';

interface Which {
	id: string;
	now?: Date;
}
/** The one that was read: nobody publishes what somebody else has just rewritten. */
type Version = { version: number };
type Moved = Promise<Result<undefined, Denial | 'changed-meanwhile'>>;

const clock = sql<Date>`clock_timestamp()`;
const cameOut = sql<SqlBool>`published_at <= ${clock}`;
const notYet = sql<SqlBool>`(published_at IS NULL OR published_at > ${clock})`;
const notAway = sql<SqlBool>`archived_at IS NULL`;

/** Comes out now; one that has been out keeps the date of the first time. */
export function publishTopic(db: Db, by: Actor, { version, ...which }: Which & Version): Moved {
	return moved(db, by, { ...which, action: 'topic.publish' }, (trx) =>
		trx
			.updateTable('topic')
			.set({ publishedAt: sql<Date>`least(published_at, ${clock})`, unpublishedAt: null })
			.where('id', '=', which.id)
			.where('version', '=', version)
			.where((or) => or.or([notYet, or('unpublishedAt', 'is not', null)]))
			.where(notAway)
			.executeTakeFirstOrThrow(),
	);
}

/** Comes out by itself at `at`: no process has to do anything for it. */
export async function scheduleTopic(
	db: Db,
	by: Actor,
	{ version, at, ...which }: Which & Version & { at: Date },
): Promise<Result<undefined, Denial | 'changed-meanwhile' | 'in-the-past'>> {
	if (at <= (which.now ?? new Date())) return refuse('in-the-past');
	return moved(db, by, { ...which, action: 'topic.schedule', details: { at: at.toISOString() } }, (trx) =>
		trx
			.updateTable('topic')
			.set({ publishedAt: at })
			.where('id', '=', which.id)
			.where('version', '=', version)
			.where(notYet)
			.where(notAway)
			.executeTakeFirstOrThrow(),
	);
}

export function takeBackTopic(db: Db, by: Actor, which: Which): Moved {
	return moved(db, by, { ...which, action: 'topic.take-back' }, (trx) =>
		trx
			.updateTable('topic')
			.set({ publishedAt: null })
			.where('id', '=', which.id)
			.where('publishedAt', '>', clock)
			.executeTakeFirstOrThrow(),
	);
}

export function unpublishTopic(db: Db, by: Actor, which: Which): Moved {
	return moved(db, by, { ...which, action: 'topic.unpublish' }, (trx) =>
		trx
			.updateTable('topic')
			.set({ unpublishedAt: clock })
			.where('id', '=', which.id)
			.where(cameOut)
			.where('unpublishedAt', 'is', null)
			.executeTakeFirstOrThrow(),
	);
}

/** Put away, with all its versions: a draft that came to nothing, or a topic that was taken off. Its link goes too. */
export function archiveTopic(db: Db, by: Actor, which: Which): Moved {
	return moved(db, by, { ...which, action: 'topic.archive' }, async (trx) => {
		await trx.deleteFrom('topicPreview').where('topicId', '=', which.id).execute();
		return trx
			.updateTable('topic')
			.set({ archivedAt: clock })
			.where('id', '=', which.id)
			.where((or) => or.or([or('publishedAt', 'is', null), or('unpublishedAt', 'is not', null)]))
			.where(notAway)
			.executeTakeFirstOrThrow();
	});
}

export function restoreTopic(db: Db, by: Actor, which: Which): Moved {
	return moved(db, by, { ...which, action: 'topic.restore' }, (trx) =>
		trx
			.updateTable('topic')
			.set({ archivedAt: null })
			.where('id', '=', which.id)
			.where('archivedAt', 'is not', null)
			.executeTakeFirstOrThrow(),
	);
}

async function moved(
	db: Db,
	by: Actor,
	{ id, now = new Date(), action, details }: Which & { action: string; details?: { at: string } },
	move: (trx: Trx) => Promise<{ numUpdatedRows: bigint }>,
): Moved {
	const answer = can(by, 'topic.edit', { now });
	if (answer !== 'yes') return refuse(answer);
	return db.transaction().execute(async (trx) => {
		const { numUpdatedRows } = await move(trx);
		if (numUpdatedRows !== 1n) return refuse('changed-meanwhile');
		await audit(trx, {
			actorId: by.personId,
			action,
			subject: `topic/${id}`,
			...(details ? { details } : {}),
		});
		return ok(undefined);
	});
}

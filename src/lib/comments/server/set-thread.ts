/** Editors say how a thread is kept: whether comments wait, until when it takes them, and whose moderators tend it. */
import { sql } from 'kysely';
import type { Actor } from '../../people/actor';
import { can, type Denial } from '../../people/can';
import { mayEditPoll } from '../../polls/server/desk/may-edit';
import { audit } from '../../server/audit/append';
import type { Db } from '../../server/db/client';
import { isForeignKeyViolation } from '../../server/db/errors';
import { ok, refuse, type Result } from '../../shared/result';
import type { ThreadSettings } from '../thread-settings.schema';
import type { ThreadSubject } from './threads';

export type SetThreadRefusal = Denial | 'not-found' | 'changed-meanwhile' | 'in-the-past' | 'no-such-area';

export interface ThreadChange {
	kind: ThreadSubject['kind'];
	/** Of the topic or poll. */
	id: string;
	settings: ThreadSettings;
	/** As they were read: nobody overwrites what somebody else has just set. */
	seen: ThreadSettings;
	now?: Date;
}

export async function setThread(
	db: Db,
	by: Actor,
	{ kind, id, settings, seen, now = new Date() }: ThreadChange,
): Promise<Result<null, SetThreadRefusal>> {
	const answer = kind === 'poll' ? await mayEditPoll(db, by, { id, now }) : can(by, 'topic.edit', { now });
	if (answer !== 'yes') return refuse(answer);
	try {
		return await db.transaction().execute(async (trx) => {
			const of = kind === 'poll' ? 'pollId' : 'topicId';
			const thread = await trx
				.selectFrom('thread')
				.select(['id', 'mode', 'closesAt', 'areaCode', sql<Date>`clock_timestamp()`.as('clock')])
				.where(of, '=', id)
				.forUpdate()
				.executeTakeFirst();
			if (!thread) return refuse('not-found');
			if (!isSame(thread as ThreadSettings, seen)) return refuse('changed-meanwhile');
			const { mode, closesAt, areaCode } = settings;
			// To close it now is a mode; a time that is over already would only hide who did it, and when.
			const moved = closesAt?.getTime() !== seen.closesAt?.getTime();
			if (closesAt && moved && closesAt <= thread.clock) return refuse('in-the-past');
			if (isSame(settings, seen)) return ok(null);
			await trx.updateTable('thread').set({ mode, closesAt, areaCode }).where('id', '=', thread.id).execute();
			await sql`SELECT pg_notify('comments_changed', ${thread.id})`.execute(trx);
			await audit(trx, {
				actorId: by.personId,
				action: 'thread.set',
				subject: `${kind}/${id}`,
				details: { mode, closesAt: closesAt?.toISOString() ?? null, area: areaCode, wasMode: seen.mode },
			});
			return ok(null);
		});
	} catch (error) {
		if (isForeignKeyViolation(error)) return refuse('no-such-area');
		throw error;
	}
}

/** Editors choose a minute; what lies within it is the same time. */
function isSame(one: ThreadSettings, other: ThreadSettings): boolean {
	const minute = ({ closesAt }: ThreadSettings) => closesAt && Math.floor(closesAt.getTime() / 60_000);
	return one.mode === other.mode && one.areaCode === other.areaCode && minute(one) === minute(other);
}

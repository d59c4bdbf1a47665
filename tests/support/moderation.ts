/** A moderation desk with two moderators and comments that wait. */
import { sql } from 'kysely';
import { listThread } from '../../src/lib/comments/server/reads';
import { submitComment } from '../../src/lib/comments/server/submit-comment';
import { findThread, type ThreadSubject } from '../../src/lib/comments/server/threads';
import { queueSchema } from '../../src/lib/moderation/moderation.schema';
import type { Queue } from '../../src/lib/moderation/moderation';
import { decideComment } from '../../src/lib/moderation/server/decide-comment';
import { listQueue } from '../../src/lib/moderation/server/reads';
import type { Actor } from '../../src/lib/people/actor';
import { openDb, openPool } from '../../src/lib/server/db/client';
import { makeActor, makeTopic } from './comments';
import { freshDatabase } from './database';

/** `renew` gives another thread. */
export async function openTestDesk() {
	const database = await freshDatabase();
	const db = openDb(openPool(database.appUrl, 16));
	const owner = openDb(openPool(database.ownerUrl, 1));
	const lan = await makeActor(db, { roles: ['moderator'], displayName: 'Lan' });
	const minh = await makeActor(db, { roles: ['moderator'], displayName: 'Minh' });
	const desk = {
		database,
		db,
		/** As the owner of the tables. */
		owner,
		subject: undefined as unknown as ThreadSubject,
		lan,
		minh,

		async renew() {
			desk.subject = await makeTopic(database);
		},

		async held(body = 'Một ý kiến chờ duyệt'): Promise<{ author: Actor; id: string }> {
			const author = await makeActor(db);
			const said = await submitComment(db, author, desk.subject, { body });
			if (!said.ok) throw new Error(said.reason);
			return { author, id: said.value.id };
		},

		approve(by: Actor, comment: string, revision = 1) {
			return decideComment(db, by, { comment, revision, seen: 'held', verdict: 'approve' });
		},

		reject(by: Actor, comment: string, revision = 1) {
			return decideComment(db, by, {
				comment,
				revision,
				seen: 'held',
				verdict: 'reject',
				reason: 'off-topic',
			});
		},

		/** The seconds in which a decision can be taken back are over. */
		async settleTime(id: string) {
			await sql`UPDATE comment SET state_since = state_since - interval '6 seconds',
				published_at = published_at - interval '6 seconds' WHERE id = ${id}`.execute(owner);
			await sql`UPDATE person_notice SET shown_from = shown_from - interval '6 seconds' WHERE comment_id = ${id}`.execute(
				owner,
			);
			await sql`UPDATE decision SET decided_at = decided_at - interval '6 seconds' WHERE comment_id = ${id}`.execute(
				owner,
			);
		},

		/** The comments that readers see in the thread. */
		async shown(): Promise<string[]> {
			const { id: threadId } = (await findThread(db, desk.subject))!;
			return (await listThread(db, { threadId, sort: 'newest' })).conversations.map(({ id }) => id);
		},

		queue(name: Queue, by = lan, more = {}) {
			return listQueue(db, by, { query: queueSchema.parse({ queue: name, ...more }), lang: 'vi' });
		},

		async close() {
			await owner.destroy();
			await db.destroy();
			await database.drop();
		},
	};
	return desk;
}

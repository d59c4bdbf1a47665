/**
 * Streams end with their session: at once when the database says so (migration 0006), and by asking after a lost
 * connection and every half minute, which also finds sessions that ran out of time.
 */
import { sql } from 'kysely';
import type { Grant } from '../../people/actor';
import { db, type Db } from '../../server/db/client';
import type { Channel } from '../../server/live/listener';
import { closeStreamsOf, listSessionsWithStreams } from '../../server/live/session-streams';
import { log } from '../../server/log';
import { isAlive, lifetimeOf } from '../session';

export const sessionEnded: Channel = {
	name: 'session_ended',
	onMessage: closeStreamsOf,
	onConnected: () => {
		endStreamsOfEnded(db()).catch((error: Error) =>
			log.warn({ name: error.name }, 'the sessions of open streams will be asked for again'),
		);
	},
};

/** One question for all open streams. */
export async function endStreamsOfEnded(from: Db): Promise<void> {
	const asked = listSessionsWithStreams();
	if (asked.length === 0) return;
	const alive = new Set(await listAlive(from, asked));
	for (const id of asked) if (!alive.has(id)) closeStreamsOf(id);
}

/** Those of the sessions by which somebody can still act. */
async function listAlive(from: Db, ids: readonly string[]): Promise<string[]> {
	const rows = await from
		.selectFrom('session as s')
		.innerJoin('person as p', 'p.id', 's.personId')
		.select(['s.id', 's.createdAt', 's.lastSeenAt', sql<Date>`clock_timestamp()`.as('now')])
		.select(
			sql<
				Pick<Grant, 'role'>[]
			>`ARRAY(SELECT json_build_object('role', g.role) FROM role_grant g WHERE g.person_id = p.id)`.as(
				'grants',
			),
		)
		.where('s.id', '=', sql<string>`ANY(${ids}::text[])`)
		.where('p.disabledAt', 'is', null)
		.where('p.deletedAt', 'is', null)
		.execute();
	return rows.filter((row) => isAlive(row, lifetimeOf(row.grants), row.now)).map(({ id }) => id);
}

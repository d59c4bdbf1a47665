/** Who answered what in a thread, with numbers in place of people. */
import { sql } from 'kysely';
import type { Db } from '../../../server/db/client';
import { reading } from '../../../server/db/reader';
import type { GivenAnswers } from './thread';

/** The largest conversations take longer than a page may; nobody waits for this. */
const PATIENCE = '60s';

/** Comments that begin a conversation and are no official answers: a reply says little without what it replies to. */
export function readAnswers(db: Db, threadId: string): Promise<Omit<GivenAnswers, 'memory'>> {
	return reading(db, async (reader) => {
		await sql`SELECT set_config('statement_timeout', ${PATIENCE}, true)`.execute(reader);
		const comments = await sql<{ id: string }>`
			SELECT id FROM said WHERE thread_id = ${threadId} AND depth = 0 AND NOT is_official ORDER BY id`.execute(
			reader,
		);
		const ids = comments.rows.map(({ id }) => id);
		const { rows } = await sql<{ participant: string; answers: string }>`
			SELECT r.participant::text, string_agg(c.number || CASE r.choice WHEN 'agree' THEN '+' WHEN 'disagree' THEN '-' ELSE '=' END, '') AS answers
			FROM reaction r JOIN unnest(${ids}::uuid[]) WITH ORDINALITY AS c (id, number) ON c.id = r.comment_id
			WHERE r.thread_id = ${threadId} GROUP BY r.participant`.execute(reader);
		return {
			people: rows.map(({ participant }) => participant),
			answers: rows.map(({ answers }) => answers),
			comments: ids,
		};
	});
}

/** What screening must know about an author, asked in one statement. */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Trx } from '../../server/db/client';
import { listAreaPath } from '../../people/server/areas';
import { readForms, repeatKey, type FoldedForm } from '../text/folded';
import type { Screened } from '../screening/phase';
import { readPreparedRules } from './screening-rules';
import type { Thread } from './threads';

export interface Written {
	thread: Thread;
	authorId: string;
	body: string;
	isOfficial: boolean;
	/** The comment that is edited; its own text is no repetition. */
	except?: string;
}

/** Equal for what is the same text again. */
export const repeatHash = (folded: FoldedForm): Buffer =>
	createHash('sha256').update(repeatKey(folded)).digest();

/** One after the other for each author, so that two copies sent at once meet each other. Until the transaction's end. */
export async function inTurn(trx: Trx, authorId: string): Promise<void> {
	await sql`SELECT pg_advisory_xact_lock(hashtextextended(${authorId}, 14))`.execute(trx);
}

export async function gather(
	trx: Trx,
	{ thread, authorId, body, isOfficial, except }: Written,
): Promise<Screened> {
	const [rules, areas] = await Promise.all([readPreparedRules(trx), listAreaPath(trx, thread.areaCode)]);
	const forms = readForms(body);
	const hash = repeatHash(forms.folded);
	const other = except ?? null;
	const { rows } = await sql<Omit<Screened['author'], 'isOfficial'>>`
		SELECT
			ARRAY(SELECT DISTINCT kind FROM sanction WHERE person_id = ${authorId} AND lifted_at IS NULL
				AND (area_code IS NULL OR area_code = ANY(${areas}::text[]))
				AND (ends_at IS NULL OR ends_at > clock_timestamp()) AND (kind <> 'warn' OR acknowledged_at IS NULL)) AS sanctions,
			count(*) FILTER (WHERE state = 'published' AND created_at > now() - interval '90 days')::int AS published,
			count(*) FILTER (WHERE state = 'rejected' AND created_at > now() - interval '90 days')::int AS rejected,
			count(*) FILTER (WHERE id IS DISTINCT FROM ${other} AND created_at > clock_timestamp() - interval '10 minutes')::int AS recent,
			(SELECT count(*)::int FROM comment_revision r JOIN comment c ON c.id = r.comment_id AND c.revision = r.revision
				WHERE r.repeat_hash = ${hash} AND c.author_id = ${authorId} AND c.thread_id = ${thread.id}
				AND c.id IS DISTINCT FROM ${other} AND c.state IN ('held', 'published')) AS own_repeats,
			(SELECT count(*)::int FROM (SELECT FROM comment_revision r JOIN comment c ON c.id = r.comment_id
				WHERE r.repeat_hash = ${hash} AND c.author_id <> ${authorId}
				AND r.created_at > clock_timestamp() - interval '1 day' LIMIT 10) few) AS others_repeats
		FROM (SELECT id, state, created_at FROM comment WHERE author_id = ${authorId} ORDER BY created_at DESC LIMIT 200) mine`.execute(
		trx,
	);
	return {
		body,
		forms,
		rules,
		thread: { mode: thread.mode, isClosed: thread.isClosed },
		author: { isOfficial, ...rows[0]! },
	};
}

/**
 * Checks the audit log's chain by computing every hash anew, here and not in the database, so that a database whose
 * functions were exchanged is found out too. The formula is that of migration 0007: the fields joined by U+001F.
 */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Db, Trx } from '../db/client';

const BATCH = 5_000;

export interface Chain {
	entries: number;
	/** Hex; of the newest entry that still fits. Empty when there is none. */
	head: string;
	/** The `seq` of the first entry that does not fit what stands before it. */
	brokenAt?: number;
}

interface Row {
	seq: number;
	at: string;
	actor: string;
	action: string;
	subject: string;
	details: string;
	prevHash: Buffer;
	hash: Buffer;
}

export async function verifyChain(
	db: Db | Trx,
	onProgress: (entries: number) => void = () => {},
): Promise<Chain> {
	let head: Buffer = Buffer.alloc(0);
	let entries = 0;
	for (;;) {
		const { rows } = await sql<Row>`
			SELECT seq, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at,
				coalesce(actor_id::text, '') AS actor, action, subject, details::text AS details, prev_hash, hash
			FROM audit_entry WHERE seq > ${entries} ORDER BY seq LIMIT ${BATCH}`.execute(db);
		for (const row of rows) {
			const fits = row.seq === entries + 1 && row.prevHash.equals(head) && row.hash.equals(hashOf(row));
			if (!fits) return { entries, head: head.toString('hex'), brokenAt: row.seq };
			head = row.hash;
			entries++;
		}
		onProgress(entries);
		if (rows.length < BATCH) return { entries, head: head.toString('hex') };
	}
}

function hashOf({ seq, at, actor, action, subject, details, prevHash }: Row): Buffer {
	const fields = [seq, at, actor, action, subject, details, prevHash.toString('hex')];
	return createHash('sha256').update(fields.join('\u001f')).digest();
}

/** Writes an entry of the audit log (migration 0007). Never choices, codes, numbers, names or addresses. */
import type { Db, Trx } from '../db/client';

export interface AuditEntry {
	/** A person's id; absent: the system, or a visitor who is not signed in. */
	actorId?: string;
	/** `subject.verb`, such as `session.start`. */
	action: string;
	/** `kind/id`, such as `poll/…`. */
	subject?: string;
	details?: Record<string, string | number | boolean | null | readonly string[]>;
}

/** Inside a transaction, make it the last statement: other audited work waits until the commit. */
export async function audit(db: Db | Trx, { actorId, action, subject = '', details = {} }: AuditEntry) {
	await db
		.insertInto('auditEntry')
		// The trigger fills in the rest.
		.columns(['actorId', 'action', 'subject', 'details'])
		.values({ actorId: actorId ?? null, action, subject, details: JSON.stringify(details) } as never)
		.execute();
}

import { auditQuerySchema } from '$lib/people/audit.schema';
import { listAudit } from '$lib/people/server/audit-reads';
import { readScope } from '$lib/people/server/scope';
import { audit } from '$lib/server/audit/append';
import { tableResponse } from '$lib/server/table-response';
import { db } from '$lib/server/db/client';
import type { RequestHandler } from './$types';

/** Newest first, and said so; whoever needs more narrows the days. */
const MOST = 50_000;

export const GET: RequestHandler = async ({ url, locals }) => {
	const query = auditQuerySchema.parse(Object.fromEntries(url.searchParams));
	const scope = await readScope(db(), locals.actor!, 'audit.export');
	const entries = await listAudit(db(), scope, { ...query, before: undefined }, MOST);
	await audit(db(), {
		actorId: locals.actor!.personId,
		action: 'audit.export',
		details: { lines: entries.length },
	});
	const rows = [
		['seq', 'at', 'actor', 'action', 'subject', 'details'],
		...entries.map((entry) => [
			String(entry.seq),
			entry.at.toISOString(),
			entry.actorId ?? '',
			entry.action,
			entry.subject,
			JSON.stringify(entry.details),
		]),
	];
	return tableResponse({ name: 'audit', format: 'csv', rows });
};

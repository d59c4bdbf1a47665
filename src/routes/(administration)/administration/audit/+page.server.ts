import { auditQuerySchema } from '$lib/people/audit.schema';
import { listAudit, listAuditActions } from '$lib/people/server/audit-reads';
import { readScope } from '$lib/people/server/scope';
import { db } from '$lib/server/db/client';
import type { PageServerLoad } from './$types';

const PAGE = 50;

export const load: PageServerLoad = async ({ url, locals, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	const query = auditQuerySchema.parse(Object.fromEntries(url.searchParams));
	const scope = await readScope(db(), locals.actor!, 'audit.read');
	const [entries, actions] = await Promise.all([
		listAudit(db(), scope, query, PAGE + 1),
		listAuditActions(db()),
	]);
	return {
		query,
		actions,
		entries: entries.slice(0, PAGE),
		next: entries.length > PAGE ? entries[PAGE - 1]!.seq : undefined,
	};
};

import { auditQuerySchema } from '$lib/people/audit.schema';
import { listAudit, listAuditActions } from '$lib/people/server/audit-reads';
import { db } from '$lib/server/db/client';
import type { PageServerLoad } from './$types';

const PAGE = 50;

export const load: PageServerLoad = async ({ url }) => {
	const query = auditQuerySchema.parse(Object.fromEntries(url.searchParams));
	const [entries, actions] = await Promise.all([listAudit(db(), query, PAGE + 1), listAuditActions(db())]);
	return {
		query,
		actions,
		entries: entries.slice(0, PAGE),
		next: entries.length > PAGE ? entries[PAGE - 1]!.seq : undefined,
	};
};

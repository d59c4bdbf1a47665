import { m } from '$lib/i18n/paraglide/messages';
import { saidTable } from '$lib/insights/insight-tables';
import { saidQueryOf } from '$lib/insights/said.schema';
import { listSaidFor } from '$lib/insights/server/dashboard-page';
import { audit } from '$lib/server/audit/append';
import { db } from '$lib/server/db/client';
import { tableResponse } from '$lib/server/table-response';
import type { TableFormat } from '$lib/shared/table-format';
import { dateTime } from '$lib/ui/format';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const now = new Date();
	const { filters, said } = listSaidFor(event, now);
	await audit(db(), {
		actorId: event.locals.actor!.personId,
		action: 'dashboard.export',
		subject: 'comments',
	});
	const query = saidQueryOf(filters).slice(1);
	const note = m.insight_said_note({
		filters: query === '' ? m.insight_csv_no_filters() : m.insight_csv_filters({ filters: query }),
		when: dateTime(now),
	});
	const rows = saidTable(said, { note, origin: event.url.origin });
	return tableResponse({ name: 'comments', format: event.params.format as TableFormat, rows });
};

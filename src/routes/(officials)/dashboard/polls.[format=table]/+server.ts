import { m } from '$lib/i18n/paraglide/messages';
import { queryOf } from '$lib/insights/filters.schema';
import { pollsTable } from '$lib/insights/insight-tables';
import { loadLines } from '$lib/insights/server/dashboard-page';
import { audit } from '$lib/server/audit/append';
import { db } from '$lib/server/db/client';
import { tableResponse } from '$lib/server/table-response';
import type { TableFormat } from '$lib/shared/table-format';
import { dateTime } from '$lib/ui/format';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { filters, lines, now } = await loadLines(event);
	await audit(db(), {
		actorId: event.locals.actor!.personId,
		action: 'dashboard.export',
		subject: 'polls',
		details: { lines: lines.length },
	});
	const query = queryOf(filters).slice(1);
	const note = m.insight_csv_note_polls({
		filters: query === '' ? m.insight_csv_no_filters() : m.insight_csv_filters({ filters: query }),
		when: dateTime(now),
	});
	const format = event.params.format as TableFormat;
	return tableResponse({ name: 'polls', format, rows: pollsTable(lines, note) });
};

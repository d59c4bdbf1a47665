import { m } from '$lib/i18n/paraglide/messages';
import { queryOf } from '$lib/insights/filters.schema';
import { pollsCsv } from '$lib/insights/insights-csv';
import { loadLines } from '$lib/insights/server/dashboard-page';
import { audit } from '$lib/server/audit/append';
import { db } from '$lib/server/db/client';
import { csvResponse } from '$lib/server/csv-response';
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
	return csvResponse('polls.csv', pollsCsv(lines, note));
};

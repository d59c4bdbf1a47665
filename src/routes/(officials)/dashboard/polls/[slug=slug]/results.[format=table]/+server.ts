import { error } from '@sveltejs/kit';
import { m } from '$lib/i18n/paraglide/messages';
import { placeWords } from '$lib/insights/insight-words';
import { pollTable } from '$lib/insights/insight-tables';
import { loadPollInsight } from '$lib/insights/server/dashboard-page';
import { audit } from '$lib/server/audit/append';
import { db } from '$lib/server/db/client';
import { tableResponse } from '$lib/server/table-response';
import type { TableFormat } from '$lib/shared/table-format';
import { dateTime } from '$lib/ui/format';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { poll, results, breakdown } = await loadPollInsight(event);
	if (!results) error(403, 'results-hidden');
	await audit(db(), {
		actorId: event.locals.actor!.personId,
		action: 'dashboard.export',
		subject: `poll/${poll.slug}`,
	});
	const note = m.insight_csv_note_poll({
		question: poll.question,
		when: dateTime(new Date(results.asOf)),
		suppression: m.insight_report_suppressed(),
	});
	const options = [...poll.options].sort((a, b) => a.id - b.id);
	const rows = pollTable({ results, options, breakdown }, note, placeWords);
	return tableResponse({ name: poll.slug, format: event.params.format as TableFormat, rows });
};

import { error } from '@sveltejs/kit';
import { m } from '$lib/i18n/paraglide/messages';
import { placeWords } from '$lib/insights/insight-words';
import { pollCsv } from '$lib/insights/insights-csv';
import { loadPollInsight } from '$lib/insights/server/dashboard-page';
import { audit } from '$lib/server/audit/append';
import { csvResponse } from '$lib/server/csv-response';
import { db } from '$lib/server/db/client';
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
	return csvResponse(`${poll.slug}.csv`, pollCsv({ results, options, breakdown }, note, placeWords));
};

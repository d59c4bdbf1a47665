import { m } from '$lib/i18n/paraglide/messages';
import { listRatedFor } from '$lib/insights/server/tone/tone-page';
import { toneTable } from '$lib/insights/tone-table';
import { toneFileNote } from '$lib/insights/tone-words';
import { audit } from '$lib/server/audit/append';
import { db } from '$lib/server/db/client';
import { tableResponse } from '$lib/server/table-response';
import type { TableFormat } from '$lib/shared/table-format';
import { dateTime } from '$lib/ui/format';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async (event) => {
	const { rated, ...counted } = await listRatedFor(event);
	await audit(db(), {
		actorId: event.locals.actor!.personId,
		action: 'dashboard.export',
		subject: 'tones',
	});
	const note = m.tone_file_note({ about: toneFileNote(counted), when: dateTime(counted.now) });
	const rows = toneTable(rated, { note, origin: event.url.origin });
	return tableResponse({ name: 'tones', format: event.params.format as TableFormat, rows });
};

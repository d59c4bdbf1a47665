/** What opinion groups said of comments, as a file. */
import type { RequestEvent } from '@sveltejs/kit';
import { m } from '$lib/i18n/paraglide/messages';
import { dateTime, number } from '$lib/ui/format';
import type { ThreadSubject } from '../../../comments/server/threads';
import { tableResponse } from '../../../server/table-response';
import type { TableFormat } from '../../../shared/table-format';
import { groupsTable } from '../../group-table';
import { summaryOf } from '../../group-words';
import { FEWEST_TOLD } from '../../groups/tell-groups';
import { loadMap } from './groups-page';

type Asking = Pick<RequestEvent, 'locals' | 'url'> & { params: { slug: string; format: string } };

/** @throws 404 where there are no groups to tell of */
export async function groupsResponse(kind: ThreadSubject['kind'], event: Asking): Promise<Response> {
	const { title, told, foundAt, comments } = await loadMap(kind, event);
	const { slug, format } = event.params;
	const note = [
		`${m.groups_title()}: ${title}.`,
		m.chart_source({ when: dateTime(foundAt) }),
		summaryOf(told),
		m.groups_how_privacy({ count: number(FEWEST_TOLD) }),
	].join(' ');
	return tableResponse({
		name: `${slug}-groups`,
		format: format as TableFormat,
		rows: groupsTable({ told, comments }, note, event.url.origin),
	});
}

/** What opinion groups said of comments, as a file. */
import type { RequestEvent } from '@sveltejs/kit';
import type { ThreadSubject } from '../../../comments/server/threads';
import { tableResponse } from '../../../server/table-response';
import type { TableFormat, TableRow } from '../../../shared/table-format';
import { loadMap } from './groups-page';

type Asking = Pick<RequestEvent, 'locals' | 'url'> & { params: { slug: string; format: string } };
type Write = (found: Awaited<ReturnType<typeof loadMap>>, origin: string) => TableRow[];

/** @param write in the reader's language @throws 404 where there are no groups to tell of */
export async function groupsResponse(
	kind: ThreadSubject['kind'],
	event: Asking,
	write: Write,
): Promise<Response> {
	const { slug, format } = event.params;
	return tableResponse({
		name: `${slug}-groups`,
		format: format as TableFormat,
		rows: write(await loadMap(kind, event), event.url.origin),
	});
}

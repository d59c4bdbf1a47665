/**
 * A table as a file to keep, which nobody else's cache does. It is written while its rows are read: a million rows need
 * the memory of a few hundred, and the file begins before the last row is known.
 *
 *     return tableResponse({ name: 'comments', format: 'xlsx', rows: listRows() });
 */
import { ReadableStream } from 'node:stream/web';
import { BOM, csvLine } from '../shared/csv';
import type { TableFormat, TableRow } from '../shared/table-format';

export interface TableFile {
	/** ASCII, without its ending. */
	name: string;
	format: TableFormat;
	rows: Iterable<TableRow> | AsyncIterable<TableRow>;
}

const TYPES: Record<TableFormat, string> = {
	csv: 'text/csv; charset=utf-8',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

export async function tableResponse({ name, format, rows }: TableFile): Promise<Response> {
	const body = format === 'csv' ? csvStream(rows) : await xlsxStream(rows);
	return new Response(body as unknown as BodyInit, {
		headers: {
			'content-type': TYPES[format],
			'content-disposition': `attachment; filename="${name}.${format}"`,
			'cache-control': 'private, no-store',
		},
	});
}

/** Characters that are gathered before they are sent. */
const CHUNK = 32_768;

function csvStream(rows: TableFile['rows']): ReadableStream<Uint8Array> {
	const encoder = new TextEncoder();
	async function* chunks() {
		let text = BOM;
		for await (const row of rows) {
			text += csvLine(row);
			if (text.length < CHUNK) continue;
			yield encoder.encode(text);
			text = '';
		}
		if (text !== '') yield encoder.encode(text);
	}
	return ReadableStream.from(chunks());
}

/** A cell of Excel holds so many characters at most; a file with a longer one is said to be damaged. */
const CELL_MOST = 32_767;

async function xlsxStream(rows: TableFile['rows']): Promise<globalThis.ReadableStream<Uint8Array>> {
	const { writeXlsxStream } = await import('hucre/xlsx');
	async function* cells() {
		for await (const row of rows)
			yield row.map((cell) => (typeof cell === 'string' ? cell.slice(0, CELL_MOST) : cell));
	}
	return writeXlsxStream(cells(), { name: 'Hỏi Dân' });
}

/** A table file that a spreadsheet opens rightly: UTF-8 with BOM, CRLF, RFC 4180 quoting. */
import type { TableCell, TableRow } from './table-format';

export const BOM = '\ufeff';

export function csvOf(rows: Iterable<TableRow>): string {
	return BOM + Array.from(rows, csvLine).join('');
}

export function csvLine(row: TableRow): string {
	return row.map(cell).join(',') + '\r\n';
}

/** A text that begins like a formula is made a text, else opening the file could run it. A number is one. */
function cell(value: TableCell): string {
	if (value === null) return '';
	if (typeof value === 'number') return String(value);
	const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

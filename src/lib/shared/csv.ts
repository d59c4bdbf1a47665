/** A table file that a spreadsheet opens rightly: UTF-8 with BOM, CRLF, RFC 4180 quoting. */
const BOM = '\ufeff';

export function csvOf(rows: readonly (readonly string[])[]): string {
	return BOM + rows.map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
}

/** A text that begins like a formula is made a text, else opening the file could run it. */
function cell(text: string): string {
	const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

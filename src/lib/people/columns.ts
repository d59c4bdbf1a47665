/** What the columns of a file are called, in both languages and as offices write them. */

/** As `foldName` leaves them. */
const NAMES = {
	number: ['document number', 'so dinh danh', 'so dinh danh ca nhan', 'so can cuoc', 'so cccd', 'so giay to'],
	birth: ['birth date', 'date of birth', 'ngay sinh', 'ngay thang nam sinh'],
	area: ['area', 'khu vuc', 'ma khu vuc', 'xa phuong', 'phuong xa'],
	'old-number': [
		'old document number',
		'so cu',
		'so dinh danh cu',
		'so chung minh cu',
		'so cmnd',
		'so cmnd cu',
	],
	name: ['name', 'full name', 'ho ten', 'ho va ten'],
	address: ['address', 'dia chi', 'noi o', 'noi thuong tru', 'dia chi thuong tru'],
} as const;

export type Column = keyof typeof NAMES;
export type Columns = Partial<Record<Column, number>>;
export type ColumnProblem = `column-missing:${Column}` | `column-twice:${Column}`;

/** Letters and digits alone, without marks or case: `Số định danh` and `so_dinh_danh` are one. */
export function foldName(text: string): string {
	return text
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.replace(/[đĐ]/g, 'd')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
}

/** Where each column that is `needed` or `wanted` stands; others are never looked at. */
export function findColumns(
	header: readonly string[],
	needed: readonly Column[],
	wanted: readonly Column[] = [],
): Columns | ColumnProblem {
	const columns: Columns = {};
	for (const [place, title] of header.entries()) {
		const folded = foldName(title);
		for (const column of [...needed, ...wanted]) {
			if (!(NAMES[column] as readonly string[]).includes(folded)) continue;
			if (columns[column] !== undefined) return `column-twice:${column}`;
			columns[column] = place;
		}
	}
	const missing = needed.find((column) => columns[column] === undefined);
	return missing ? `column-missing:${missing}` : columns;
}

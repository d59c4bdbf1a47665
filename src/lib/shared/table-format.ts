/** The kinds of file that a table can be taken along in. */
export const TABLE_FORMATS = ['csv', 'xlsx'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

export function isTableFormat(text: string): text is TableFormat {
	return (TABLE_FORMATS as readonly string[]).includes(text);
}

export type TableCell = string | number | null;
export type TableRow = readonly TableCell[];

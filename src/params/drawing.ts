/** What a single figure can be taken along as; a picture of points the browser makes itself. */
export function match(text: string): boolean {
	return text === 'svg' || text === 'csv';
}

import { isTableFormat } from '../lib/shared/table-format';

/** What a single figure can be taken along as; a picture of points the browser makes itself. */
export function match(text: string): boolean {
	return text === 'svg' || isTableFormat(text);
}

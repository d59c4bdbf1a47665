import { isTableFormat } from '../lib/shared/table-format';

export function match(text: string): boolean {
	return isTableFormat(text);
}

/** A newspaper whose pages the widget may stand in, as an administrator enters it. */
import { formText } from '../shared/form-text';
import { cleanLine } from '../shared/wording';
import { readHost } from './host-list';

export const MOST_ORIGINS = 10;
export const MOST_NAME = 120;
/** So that one can be exchanged for the next while both count. */
export const MOST_KEYS = 2;
/** Fewer answers than this from an article are not told: they could be somebody's. */
export const FEWEST = 5;

export interface NewspaperForm {
	name: string;
	/** One on a line. */
	origins: string;
}

export interface NewspaperContent {
	name: string;
	origins: string[];
}

export type NewspaperFault =
	'no-name' | 'name-too-long' | 'name-taken' | 'no-origin' | 'bad-origin' | 'too-many-origins';

export interface NewspaperProblem {
	field: 'name' | 'origins';
	fault: NewspaperFault;
	/** The line that is no origin. */
	line?: string;
}

export function readNewspaperForm(given: FormData): NewspaperForm {
	return { name: formText(given, 'name', 500), origins: formText(given, 'origins', 5_000) };
}

export function checkNewspaperForm(
	form: NewspaperForm,
): { ok: true; content: NewspaperContent } | { ok: false; problems: NewspaperProblem[] } {
	const problems: NewspaperProblem[] = [];
	const name = cleanLine(form.name);
	if (name === '') problems.push({ field: 'name', fault: 'no-name' });
	else if ([...name].length > MOST_NAME) problems.push({ field: 'name', fault: 'name-too-long' });
	const lines = form.origins
		.split(/\s+/)
		.map((line) => line.trim())
		.filter(Boolean);
	const bad = lines.find((line) => readHost(line) === undefined);
	const origins = [...new Set(lines.map(readHost).filter((host) => host !== undefined))];
	if (lines.length === 0) problems.push({ field: 'origins', fault: 'no-origin' });
	else if (bad !== undefined)
		problems.push({ field: 'origins', fault: 'bad-origin', line: bad.slice(0, 100) });
	else if (origins.length > MOST_ORIGINS) problems.push({ field: 'origins', fault: 'too-many-origins' });
	return problems.length > 0 ? { ok: false, problems } : { ok: true, content: { name, origins } };
}

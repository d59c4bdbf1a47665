/** Results as a table file that a spreadsheet opens rightly: UTF-8 with BOM, CRLF, RFC 4180 quoting. */
import type { Results } from '../polls/results';

const BOM = '\ufeff';

export function resultsCsv(results: Results): string {
	const rows = [
		['poll', 'as_of', 'status', 'class', 'class_ballots', 'option_id', 'option', 'votes', 'share'],
		...results.classes.flatMap((group) =>
			group.options.map((option) => [
				results.slug,
				results.asOf,
				results.status,
				group.class,
				String(group.ballots),
				String(option.id),
				option.label,
				String(option.votes),
				String(option.share),
			]),
		),
	];
	return BOM + rows.map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
}

/** A text that begins like a formula is made a text, else opening the file could run it. */
function cell(text: string): string {
	const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

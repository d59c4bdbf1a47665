import { say } from '../support/progress.mjs';
import { short, type Row } from './bench.ts';

const HEAD = ['what', 'ours', 'baseline', 'ratio', 'goal', 'met'];

/** As Markdown, so that it goes into docs/performance.md as it is. */
export function printTable(rows: readonly Row[]): void {
	const cells = rows.map((row) => [
		row.name,
		row.ours,
		row.baseline,
		row.ratio === undefined ? '' : short(row.ratio),
		row.goal,
		row.met === undefined ? '' : row.met ? 'yes' : 'NO',
	]);
	const widths = HEAD.map((title, i) => Math.max(title.length, ...cells.map((row) => row[i]!.length)));
	const line = (row: string[]) => `| ${row.map((cell, i) => cell.padEnd(widths[i]!)).join(' | ')} |`;
	say('');
	say(line(HEAD));
	say(`| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`);
	for (const row of cells) say(line(row));
	say('');
	for (const { note } of rows) if (note) say(note);
}

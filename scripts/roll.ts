/**
 * `npm run roll -- FILE`: imports the authorities' list as the page for administrators does: reads, previews, asks, applies.
 * `--yes` applies without asking. Settings: those of the application.
 */
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { overwriteGetLocale } from '../src/lib/i18n/paraglide/runtime.js';
import { rollFaultWords, rollProblemWords } from '../src/lib/people/roll-words.ts';
import { applyRoll } from '../src/lib/people/server/roll/apply-roll.ts';
import { findRollImport, listRollFaults } from '../src/lib/people/server/roll/reads.ts';
import { LARGEST_ROLL, openImport, stageRoll } from '../src/lib/people/server/roll/stage-roll.ts';
import { closeConnections, db } from '../src/lib/server/db/client.ts';
import { explain, Failure } from './support/failure.mjs';
import { drawBar, step } from './support/progress.mjs';

const SHOWN = 100;

overwriteGetLocale(() => 'en');
try {
	const args = process.argv.slice(2);
	const file = args.find((arg) => !arg.startsWith('--'));
	if (!file) throw new Failure('Name the file: npm run roll -- list.csv');
	await importRoll(file, args.includes('--yes'));
} catch (error) {
	console.error(explain(error));
	process.exitCode = 1;
} finally {
	await closeConnections();
}

async function importRoll(file: string, isSure: boolean): Promise<void> {
	const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
		throw error.code === 'ENOENT' ? new Failure(`There is no file ${file}.`) : error;
	});
	if (bytes.length > LARGEST_ROLL) throw new Failure(rollProblemWords('too-large'));
	const opened = await openImport(db(), 'command', bytes.length);
	if (!opened.ok) throw new Failure(opened.reason);
	const id = opened.value;
	await step('reading', () => stageRoll(db(), id, bytes, (part, lines) => drawBar(part, `${lines} lines`)));
	const preview = await findRollImport(db(), id, null);
	if (preview?.state !== 'ready') {
		const faults = await listRollFaults(db(), id, SHOWN);
		for (const { line, reason, otherLine } of faults) {
			console.log(`line ${line}: ${rollFaultWords(reason, otherLine)}`);
		}
		const more = (preview?.faults ?? 0) - faults.length;
		if (more > 0) console.log(`and ${more} more lines`);
		throw new Failure(preview?.problem ? rollProblemWords(preview.problem) : 'Nothing was imported.');
	}
	const { added, changed, unchanged, missing } = preview;
	console.log(
		`${added} new, ${changed} changed, ${unchanged} unchanged, ${missing} not in this file (they stay)`,
	);
	if (!isSure && !(await isConfirmed())) throw new Failure('Nothing was imported.');
	const applied = await step('applying', () => applyRoll(db(), id, 'command'));
	if (!applied.ok) throw new Failure(rollProblemWords(applied.reason));
}

async function isConfirmed(): Promise<boolean> {
	if (!process.stdin.isTTY) throw new Failure('Nobody is there to ask. Give --yes to apply without asking.');
	const terminal = createInterface({ input: process.stdin, output: process.stdout });
	const answer = await terminal.question('Apply? [y/N] ');
	terminal.close();
	return /^y(es)?$/i.test(answer.trim());
}

/**
 * `npm run import:polis -- DIR`: makes a topic of a conversation that Polis exported. DIR holds comments.csv, votes.csv
 * and, where there is one, summary.csv. It goes where DATABASE_URL says, as the application has it; without, into the demo
 * that runs here.
 */
import { parseArgs } from 'node:util';
import pg from 'pg';
import { findRunningDatabase } from './demo/running-database.ts';
import { importConversation, slugOf, type Language } from './polis/import-conversation.ts';
import { readExport } from './polis/read-export.ts';
import { explain, Failure } from './support/failure.mjs';
import { drawBar, say, step } from './support/progress.mjs';
import { DEMO_DATA, readSettings } from './support/settings.mjs';

const USAGE = `Usage: npm run import:polis -- DIR [--lang vi|en]
  DIR     a Polis export: comments.csv, votes.csv and, where there is one, summary.csv
  --lang  in which of the two languages the topic is shown as written (default: vi)`;

async function importPolis(dir: string, lang: Language, databaseUrl: string) {
	const conversation = await step('reading the export', () => readExport(dir));
	const { title, comments, votes, isInverted, leftOut } = conversation;
	const rejected = comments.filter((comment) => comment.isRejected).length;
	say(`“${title}”: ${comments.length} comments, ${rejected} of them rejected, and ${votes.length} answers`);
	if (isInverted) say('In its votes -1 says yes, as its comments show.');
	if (leftOut.comments > 0) say(`${leftOut.comments} comments without text, or with too much, are left out`);
	if (leftOut.votes > 0) say(`${leftOut.votes} votes on comments that are not in the export are left out`);
	const db = new pg.Client({ connectionString: databaseUrl });
	await db.connect();
	try {
		const imported = await step('writing', () =>
			importConversation(db, conversation, {
				lang,
				onProgress: (part, written) => drawBar(part, `${written} answers`),
			}),
		);
		const page = `/topics/${slugOf(conversation)}`;
		if (imported.ok) say(`${imported.value.people} people took part. It is at ${page}`);
		else say(`This conversation was imported before, nothing was changed. It is at ${page}`);
	} finally {
		await db.end();
	}
}

try {
	const { values, positionals } = parseArgs({
		options: { lang: { type: 'string', default: 'vi' } },
		allowPositionals: true,
	});
	const [dir, ...others] = positionals;
	if (!dir || others.length > 0 || (values.lang !== 'vi' && values.lang !== 'en')) throw new Failure(USAGE);
	const databaseUrl =
		process.env.DATABASE_URL || (await findRunningDatabase(readSettings({ dataDir: DEMO_DATA }).dataDir));
	if (!databaseUrl)
		throw new Failure(
			'There is no database to write to: start a demo (npm run demo), or give DATABASE_URL, the address at which the application finds its database.',
		);
	await importPolis(dir, values.lang, databaseUrl);
} catch (error) {
	const isMisuse = (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
	console.error(isMisuse ? USAGE : explain(error));
	process.exitCode = 1;
}

/**
 * `npm run tone:corrections -- FILE`: writes what people said of the tone of published comments into a file on this machine,
 * for `npm run tone:train -- DIR --also FILE`. Texts, so it asks that somebody answers for it; who wrote them is left out.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { TONES } from '../src/lib/insights/tone/tone.ts';
import { explain, Failure } from './support/failure.mjs';

const USAGE = `Usage: npm run tone:corrections -- FILE --consented
  FILE         made anew, readable by you alone: one line of JSON for each comment, { "text", "tone" }
  --consented  those who comment have been told, in the privacy notice, that published comments may train this
               model; without that, nothing is written. Keep FILE on this machine, and delete it after training.`;

try {
	const { values, positionals } = parseArgs({
		options: { consented: { type: 'boolean', default: false } },
		allowPositionals: true,
	});
	const [file, ...others] = positionals;
	if (!file || others.length > 0 || !values.consented) throw new Failure(USAGE);
	const connectionString = process.env.DATABASE_URL;
	if (!connectionString)
		throw new Failure('DATABASE_URL is missing: the address at which the application finds its database.');
	const db = new pg.Client({ connectionString });
	await db.connect();
	const { rows } = await db.query<{ text: string; tone: (typeof TONES)[number] }>(
		`SELECT v.body AS text, r.checked AS tone FROM tone_rating r
		JOIN comment c ON c.id = r.comment_id AND c.revision = r.revision AND c.state = 'published'
		JOIN comment_revision v ON v.comment_id = r.comment_id AND v.revision = r.revision
		WHERE r.checked IS NOT NULL AND r.tone IS NOT NULL ORDER BY r.comment_id`,
	);
	await db.end();
	const lines = rows.map(({ text, tone }) => `${JSON.stringify({ text, tone: TONES.indexOf(tone) })}\n`);
	await writeFile(file, lines.join(''), { mode: 0o600, flag: 'wx' });
	console.log(`${rows.length} checked comments in ${file}. They are people's words: keep them here.`);
} catch (error) {
	const isMisuse = (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
	console.error(isMisuse ? USAGE : explain(error));
	process.exitCode = 1;
}

/** What a change of the rules would do: to one text, and to the last thousand comments. Nothing is stored. */
import { sql } from 'kysely';
import type { Db } from '../../server/db/client';
import { prepareRules, type PreparedRules } from '../screening/prepare-rules';
import type { Rules } from '../screening/rules.schema';
import { screen, type Screening } from '../screening/screening';
import { readForms } from '../text/folded';
import { readPreparedRules } from './screening-rules';

const LOOKED_BACK = 1_000;

export interface Trial {
	screening: Screening | null;
	looked: number;
	/** Of those, how many the words alone stop: by the rules that count, and by the changed ones. */
	now: number;
	then: number;
}

export async function tryRules(db: Db, rules: Rules, text: string): Promise<Trial> {
	const changed = prepareRules(rules);
	const counting = await readPreparedRules(db);
	const { rows } = await sql<{ body: string }>`
		SELECT r.body FROM (SELECT id, revision FROM comment ORDER BY created_at DESC LIMIT ${LOOKED_BACK}) c
		JOIN comment_revision r ON r.comment_id = c.id AND r.revision = c.revision`.execute(db);
	const stops = ({ body }: { body: string }, by: PreparedRules) => screenWords(body, by).outcome !== 'pass';
	return {
		screening: text === '' ? null : screenWords(text, changed),
		looked: rows.length,
		now: rows.filter((row) => stops(row, counting)).length,
		then: rows.filter((row) => stops(row, changed)).length,
	};
}

/** As if written by somebody of good standing, where everything is shown at once. */
function screenWords(body: string, rules: PreparedRules): Screening {
	return screen({
		body,
		forms: readForms(body),
		rules,
		thread: { mode: 'after', isClosed: false },
		author: {
			isOfficial: false,
			sanctions: [],
			published: 1,
			rejected: 0,
			recent: 0,
			ownRepeats: 0,
			othersRepeats: 0,
		},
	});
}

/**
 * The figures of a poll that all its readers see alike, read once for those who come together: an article on the evening
 * news brings hundreds a second. They are kept for a second at most and only until somebody answers; whoever has just
 * answered through this process finds their own answer among them.
 */
import type { Poll } from '../../polls/poll';
import type { HourlyTurnout, Results } from '../../polls/results';
import { db } from '../../server/db/client';
import { LANGS } from '../../shared/wording';
import { listHourlyTurnout, readResults } from './reads';

const KEEP_MS = 1_000;
const MOST = 2_000;

export interface Figures {
	results: Results;
	turnout: HourlyTurnout[];
}

const kept = new Map<string, { at: number; figures: Promise<Figures> }>();

/** Ask only where they may be seen. @param poll in the reader's language, and as it is now */
export function sharedFigures(poll: Poll): Promise<Figures> {
	const name = nameOf(poll.id, poll.lang);
	const found = kept.get(name);
	if (found && Date.now() - found.at < KEEP_MS) return found.figures;
	const fresh = { at: Date.now(), figures: read(poll) };
	if (kept.size >= MOST) kept.clear();
	kept.set(name, fresh);
	fresh.figures.catch(() => kept.get(name) === fresh && kept.delete(name));
	return fresh.figures;
}

export function forgetFigures(pollId: string): void {
	for (const lang of LANGS) kept.delete(nameOf(pollId, lang));
}

const nameOf = (pollId: string, lang: Poll['lang']) => `${lang}/${pollId}`;

async function read(poll: Poll): Promise<Figures> {
	const [results, turnout] = await Promise.all([readResults(db(), poll), listHourlyTurnout(db(), poll.id)]);
	return { results, turnout };
}

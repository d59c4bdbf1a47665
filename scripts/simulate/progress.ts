/** What has come of the simulation so far, shown while it runs and summed up at its end. */
import { drawBar, say } from '../support/progress.mjs';

export interface Tally {
	/** Those whose first visit is over. */
	came: number;
	counted: number;
	/** Of these, citizens who signed in. */
	verified: number;
	changed: number;
	/** Citizens who had given the same answer before. */
	same: number;
	refused: Map<string, number>;
	/** Comments by what became of them. */
	comments: Map<string, number>;
	latencies: { vote: number[]; signIn: number[] };
}

export const openTally = (): Tally => ({
	...{ came: 0, counted: 0, verified: 0, changed: 0, same: 0 },
	...{ refused: new Map(), comments: new Map() },
	latencies: { vote: [], signIn: [] },
});

export function note(reasons: Map<string, number>, reason: string) {
	reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
}

const sum = (reasons: Map<string, number>) => [...reasons.values()].reduce((all, count) => all + count, 0);

const WORDS: Record<string, string> = {
	'not-eligible': 'not eligible: the poll asks citizens of another place or age',
	'sign-in-required': 'signed in, but not verified: not on the roll',
	'slow-down': 'too many answers from one address: it is not in RATE_LIMIT_EXEMPT',
	'sign-in: slow-down': 'too many sign-ins from one address: it is not in RATE_LIMIT_EXEMPT',
	'sign-in: no-provider': 'could not sign in: no identity provider is set up',
	'sign-in: eid-unavailable': 'could not sign in: the identity provider does not answer',
	held: 'wait at the desk',
	published: 'are shown at once',
};

export function drawTally({ came, counted, refused, comments }: Tally, voters: number) {
	const more = comments.size > 0 ? `, ${sum(comments)} comments` : '';
	drawBar(came / voters, `${counted}/${voters} counted, ${sum(refused)} refused${more}`);
}

/** @returns whether there was anything to watch */
export function summarize(tally: Tally, voters: number): boolean {
	const { came, counted, verified, changed, same, refused, comments, latencies } = tally;
	const line = (name: string, count: number, more = '') =>
		say(`  ${name.padEnd(10)}${String(count).padStart(7)}${more && `  ${more}`}`);
	const reasons = (map: Map<string, number>) => {
		for (const [reason, count] of map) line('', count, WORDS[reason] ?? reason);
	};
	line('came', came, came < voters ? `of ${voters}` : '');
	line('counted', counted, `${verified} as verified citizens, ${counted - verified} as devices`);
	line('changed', changed);
	if (same > 0) line('same', same, 'had given this answer before');
	line('refused', sum(refused));
	reasons(refused);
	if (comments.size > 0) line('comments', sum(comments));
	reasons(comments);
	say(`  votes took ${percentiles(latencies.vote)}; sign-ins ${percentiles(latencies.signIn)}`);
	return counted + changed + same > 0;
}

function percentiles(latencies: number[]): string {
	if (latencies.length === 0) return '–';
	const sorted = latencies.toSorted((a, b) => a - b);
	const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!;
	return `p50 ${at(0.5).toFixed(1)} ms, p95 ${at(0.95).toFixed(1)} ms`;
}

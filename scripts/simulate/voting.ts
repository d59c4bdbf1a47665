/** People come, sign in if they are citizens, vote, perhaps say something, and about one in ten thinks again. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '../support/failure.mjs';
import { step } from '../support/progress.mjs';
import { writeComment } from './commenting.ts';
import { LocalBrowser } from './local-browser.ts';
import { chooser, insertByTime, planVisits, type Visit } from './people.ts';
import type { Poll } from './poll.ts';
import { drawTally, note, openTally, summarize, type Tally } from './progress.ts';
import type { Settings } from './settings.ts';
import { signIn } from './sign-in.ts';

const MOST_AT_ONCE = 32;
/** The provider signs, and the app hashes. */
const MOST_SIGNING_IN = 4;
const CHANGING_SHARE = 0.1;

/** @returns whether anybody voted and, where they should, commented */
export async function simulate(settings: Settings, poll: Poll, signal: AbortSignal): Promise<boolean> {
	const tally = openTally();
	await step(`${settings.voters} voters over ${settings.seconds} s: ${poll.question}`, () =>
		run(settings, { poll, tally, signal }),
	).catch((error) => {
		// Cut short by Ctrl-C: what came of it until then is still told.
		if (!signal.aborted) throw error;
	});
	const voted = summarize(tally, settings.voters);
	const said = (tally.comments.get('held') ?? 0) + (tally.comments.get('published') ?? 0);
	return voted && (settings.comments === 0 || said > 0);
}

interface Running {
	poll: Poll;
	tally: Tally;
	signal: AbortSignal;
}

async function run(settings: Settings, { poll, tally, signal }: Running): Promise<void> {
	const choose = chooser(poll);
	const visits = planVisits(settings, poll);
	const inFlight = new Set<Promise<void>>();
	const signingIn = new Set<Promise<void>>();
	const began = performance.now();
	let late = 0; // when the demo is slow, everything still to come moves: no burst to catch up
	let broken: Error | undefined;

	const receive = async (visit: Visit) => {
		const choices = choose(visit.again?.choices);
		const browser = await attend(settings, { visit, choices, tally }).catch((error: Error) => {
			if (error instanceof Failure) broken ??= error;
			else note(tally.refused, error.name === 'TimeoutError' ? 'no answer in time' : 'connection lost');
			return undefined;
		});
		if (visit.again) return;
		tally.came++;
		drawTally(tally, settings.voters);
		if (!browser || Math.random() >= CHANGING_SHARE) return;
		const pause = Math.min(500 + Math.random() * 4000, settings.seconds * 250);
		insertByTime(visits, { at: performance.now() - began - late + pause, again: { browser, choices } });
	};

	while (!signal.aborted && !broken && (visits.length > 0 || inFlight.size > 0)) {
		const next = visits[0];
		const wait = next ? next.at + late - (performance.now() - began) : Infinity;
		if (!next || wait > 0) {
			// An answer under way may bring an earlier visit of a voter who thinks again.
			await Promise.race([sleep(Math.min(wait, 100)), ...(next ? [] : inFlight)]);
			continue;
		}
		const full = next.login && signingIn.size >= MOST_SIGNING_IN ? signingIn : inFlight;
		if (full === signingIn || inFlight.size >= MOST_AT_ONCE) {
			const from = performance.now();
			await Promise.race(full);
			late += performance.now() - from;
			continue;
		}
		visits.shift();
		const received = receive(next).finally(() => {
			inFlight.delete(received);
			signingIn.delete(received);
		});
		inFlight.add(received);
		if (next.login) signingIn.add(received);
	}
	await Promise.all(inFlight);
	if (broken) throw broken;
	signal.throwIfAborted();
}

interface Attending {
	visit: Visit;
	choices: number[];
	tally: Tally;
}

/** One visit. @returns the browser of somebody whose first vote was taken */
async function attend(
	{ origin, poll }: Settings,
	{ visit: { login, comment, again }, choices, tally }: Attending,
): Promise<LocalBrowser | undefined> {
	const browser = again?.browser ?? new LocalBrowser();
	if (login !== undefined) {
		const problem = await timed(tally.latencies.signIn, () => signIn(browser, { origin, login }));
		if (problem !== undefined) return void note(tally.refused, problem);
	}
	const { status, body } = await timed(tally.latencies.vote, () =>
		browser.post(`${origin}/api/v1/polls/${poll}/votes`, { choices }),
	);
	const { outcome, code } = body;
	if (outcome === 'counted') {
		tally.counted++;
		if (login !== undefined) tally.verified++;
	} else if (outcome === 'changed' || outcome === 'same') tally[outcome]++;
	else note(tally.refused, code ?? String(status));

	if (login !== undefined && comment !== undefined) {
		const said = await writeComment(browser, { origin, poll, login, text: comment });
		note(tally.comments, said.body.state ?? said.body.code ?? String(said.status));
	}
	return outcome === undefined ? undefined : browser;
}

async function timed<T>(latencies: number[], work: () => Promise<T>): Promise<T> {
	const from = performance.now();
	const result = await work();
	latencies.push(performance.now() - from);
	return result;
}

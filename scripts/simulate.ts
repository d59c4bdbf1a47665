/**
 * Lets sample citizens vote on a running demo, over HTTP like anybody else, so that one can watch the charts move.
 * Every voter is a new device; about one in ten thinks again. Simulated votes never go to another machine.
 */
import { parseArgs } from 'node:util';

const USAGE = `Usage: npm run simulate -- --poll SLUG --voters N --seconds S [--url http://localhost:3000]
  --poll     an open poll of level "open", for example nguoi-tai-khu-vuc-cong
  --voters   how many devices vote, 1 to 100000
  --seconds  over how long, 1 to 86400
  --url      the demo, on this machine only (default: http://localhost with PORT, or 3000)`;

const MAX_IN_FLIGHT = 32;
const CHANGING_SHARE = 0.1;
const TIMEOUT_MS = 15_000;

/** Ends the program with a message and no stack. */
class Refusal extends Error {}

interface Settings {
	poll: string;
	voters: number;
	seconds: number;
	origin: string;
}

interface Poll {
	slug: string;
	question: string;
	level: string;
	kind: string;
	minChoices: number;
	maxChoices: number;
	options: { id: number; label: string }[];
	status: string;
}

/** A request to send: the first vote of a new device or, with a cookie, another choice of a known one. */
interface Visit {
	at: number;
	cookie?: string;
	before?: number[];
}

interface Tally {
	counted: number;
	changed: number;
	refused: Map<string, number>;
	latencies: number[];
}

try {
	const settings = readSettings();
	const poll = await findPoll(settings);
	await simulate(settings, poll);
} catch (error) {
	if (!(error instanceof Refusal)) throw error;
	console.error(error.message);
	process.exitCode = 1;
}

function readSettings(): Settings {
	let values;
	try {
		({ values } = parseArgs({
			options: {
				poll: { type: 'string' },
				voters: { type: 'string' },
				seconds: { type: 'string' },
				url: { type: 'string' },
				help: { type: 'boolean', short: 'h' },
			},
		}));
	} catch (error) {
		throw new Refusal(`${(error as Error).message}\n\n${USAGE}`);
	}
	if (values.help) {
		console.log(USAGE);
		process.exit(0);
	}
	if (!values.poll || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(values.poll)) {
		throw new Refusal(`--poll needs the slug of a poll.\n\n${USAGE}`);
	}
	return {
		poll: values.poll,
		voters: wholeNumber('--voters', values.voters, 100_000),
		seconds: wholeNumber('--seconds', values.seconds, 86_400),
		origin: localOrigin(values.url ?? `http://localhost:${process.env.PORT || 3000}`),
	};
}

function wholeNumber(name: string, given: string | undefined, max: number): number {
	const value = Number(given);
	if (!given || !/^\d+$/.test(given) || value < 1 || value > max) {
		throw new Refusal(`${name} needs a whole number from 1 to ${max}.\n\n${USAGE}`);
	}
	return value;
}

function localOrigin(given: string): string {
	if (!URL.canParse(given)) throw new Refusal(`"${given}" is not an address.\n\n${USAGE}`);
	const url = new URL(given);
	const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
	if (!isLocal || !['http:', 'https:'].includes(url.protocol)) {
		throw new Refusal(
			`Simulated votes only go to a demo on this machine (localhost, 127.0.0.1 or [::1]), not to ${given}.`,
		);
	}
	return url.origin;
}

async function findPoll({ origin, poll: slug }: Settings): Promise<Poll> {
	const response = await call(origin, `/api/v1/polls/${slug}`);
	if (response.status === 404) {
		throw new Refusal(`There is no poll "${slug}" on ${origin}.\n${await listOpenPolls(origin)}`);
	}
	if (!response.ok) throw new Refusal(`${origin} answered ${response.status} instead of the poll.`);
	const poll = (await response.json().catch(() => undefined)) as Poll | undefined;
	if (!Array.isArray(poll?.options)) throw new Refusal(`What answers on ${origin} is not a Hỏi Dân demo.`);
	if (poll.level !== 'open') {
		throw new Refusal(
			`"${slug}" is a poll of level "${poll.level}": its voters sign in, which simulated devices cannot do yet.\n` +
				(await listOpenPolls(origin)),
		);
	}
	if (poll.status !== 'open') {
		throw new Refusal(`"${slug}" takes no votes now (${poll.status}).\n${await listOpenPolls(origin)}`);
	}
	return poll;
}

async function listOpenPolls(origin: string): Promise<string> {
	const response = await call(origin, '/api/v1/polls?status=open');
	const body = (await response.json().catch(() => undefined)) as { polls?: Poll[] } | undefined;
	const open = (body?.polls ?? []).filter((poll) => poll.level === 'open');
	if (open.length === 0) return 'No poll of level "open" takes votes now.';
	return ['Polls that can be simulated:', ...open.map((poll) => `  ${poll.slug}  ${poll.question}`)].join(
		'\n',
	);
}

async function call(origin: string, path: string): Promise<Response> {
	try {
		// A redirect could lead away from this machine.
		return await fetch(origin + path, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
	} catch {
		throw new Refusal(`Nothing answers on ${origin}. Start the demo first: npm run demo`);
	}
}

async function simulate(settings: Settings, poll: Poll): Promise<void> {
	const tally: Tally = { counted: 0, changed: 0, refused: new Map(), latencies: [] };
	const choose = chooser(poll);
	const visits = arrivals(settings.voters, settings.seconds * 1000);
	const inFlight = new Set<Promise<void>>();
	const began = performance.now();
	let late = 0; // when the demo is slow, everything still to come moves: no burst to catch up
	let stopped = false;
	process.once('SIGINT', () => (stopped = true));

	const send = async (visit: Visit) => {
		const choices = chooseOther(choose, visit.before);
		const cookie = await vote(settings, choices, visit, tally);
		if (visit.cookie || !cookie || Math.random() >= CHANGING_SHARE) return;
		const pause = Math.min(500 + Math.random() * 4000, settings.seconds * 250);
		insertByTime(visits, { at: performance.now() - began - late + pause, cookie, before: choices });
	};

	console.log(`${settings.voters} voters over ${settings.seconds} s: ${poll.question}`);
	const progress = showProgress(settings.voters, tally);
	while (!stopped && (visits.length > 0 || inFlight.size > 0)) {
		const next = visits[0];
		const wait = next ? next.at + late - (performance.now() - began) : Infinity;
		if (wait > 0) {
			// An answer under way may bring an earlier visit of a voter who thinks again.
			await Promise.race([sleep(Math.min(wait, 100)), ...(next ? [] : inFlight)]);
			continue;
		}
		if (inFlight.size >= MAX_IN_FLIGHT) {
			const from = performance.now();
			await Promise.race(inFlight);
			late += performance.now() - from;
			continue;
		}
		visits.shift();
		const sent = send(next!).finally(() => inFlight.delete(sent));
		inFlight.add(sent);
	}
	await Promise.all(inFlight);
	progress.end();
	summarize(tally, (performance.now() - began) / 1000, stopped);
}

/** People come in waves: quiet spells, then several at once after somebody shared the link. */
function arrivals(voters: number, duration: number): Visit[] {
	const parts = Array.from(
		{ length: Math.max(4, Math.round(duration / 5000)) },
		() => 0.4 + Math.random() * 1.6,
	);
	return Array.from({ length: voters }, () => ({
		at: ((pickOne(parts) + Math.random()) / parts.length) * duration,
	})).sort((a, b) => a.at - b.at);
}

function insertByTime(visits: Visit[], visit: Visit) {
	const index = visits.findIndex((other) => other.at > visit.at);
	visits.splice(index < 0 ? visits.length : index, 0, visit);
}

/** Draws how this run's voters lean, and returns what gives each of them a choice. */
function chooser(poll: Poll): () => number[] {
	const isRating = poll.kind.startsWith('rating');
	const middle = (0.35 + Math.random() * 0.45) * (poll.options.length - 1);
	const width = poll.options.length / 5;
	const weights = poll.options.map((_, index) =>
		isRating ? 0.03 + Math.exp(-(((index - middle) / width) ** 2) / 2) : 0.15 + Math.random() ** 2,
	);
	return () => {
		const count = poll.minChoices + Math.floor(Math.random() * (poll.maxChoices - poll.minChoices + 1));
		const left = [...weights];
		const chosen: number[] = [];
		while (chosen.length < Math.min(count, left.length)) {
			const index = pickOne(left);
			chosen.push(poll.options[index]!.id);
			left[index] = 0;
		}
		return chosen.sort((a, b) => a - b);
	};
}

function chooseOther(choose: () => number[], before: number[] | undefined): number[] {
	let choices = choose();
	for (let tries = 0; before && choices.join() === before.join() && tries < 100; tries++) choices = choose();
	return choices;
}

function pickOne(weights: number[]): number {
	let rest = Math.random() * weights.reduce((sum, weight) => sum + weight, 0);
	const index = weights.findIndex((weight) => (rest -= weight) < 0);
	return index >= 0 ? index : weights.findLastIndex((weight) => weight > 0);
}

/** Sends one vote and notes what became of it. Returns the cookie of a voter who was counted. */
async function vote(
	{ origin, poll }: Settings,
	choices: number[],
	{ cookie }: Visit,
	tally: Tally,
): Promise<string | undefined> {
	const from = performance.now();
	try {
		const response = await fetch(`${origin}/api/v1/polls/${poll}/votes`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', origin, ...(cookie && { cookie }) },
			body: JSON.stringify({ choices }),
			redirect: 'manual',
			signal: AbortSignal.timeout(TIMEOUT_MS),
		});
		const body = (await response.json().catch(() => ({}))) as { code?: string };
		tally.latencies.push(performance.now() - from);
		if (response.status === 201) tally.counted++;
		else if (response.status === 200) tally.changed++;
		else {
			note(tally, `${response.status} ${body?.code ?? ''}`.trim());
			return undefined;
		}
		const cookies = response.headers.getSetCookie().map((line) => line.split(';')[0]!);
		return cookies.length > 0 ? cookies.join('; ') : undefined;
	} catch (error) {
		note(tally, (error as Error).name === 'TimeoutError' ? 'no answer in time' : 'connection lost');
		return undefined;
	}
}

function note({ refused }: Tally, reason: string) {
	refused.set(reason, (refused.get(reason) ?? 0) + 1);
}

function refusals({ refused }: Tally): number {
	return [...refused.values()].reduce((sum, count) => sum + count, 0);
}

/** A bar that redraws itself on a terminal, a line every few seconds anywhere else. */
function showProgress(voters: number, tally: Tally): { end: () => void } {
	const isTerminal = process.stdout.isTTY;
	const draw = () => {
		const numbers = `${tally.counted}/${voters} counted, ${tally.changed} changed, ${refusals(tally)} refused`;
		if (!isTerminal) return void console.log(numbers);
		const filled = Math.round((Math.min(tally.counted + refusals(tally), voters) / voters) * 30);
		process.stdout.write(`\r\x1b[K${'█'.repeat(filled)}${'░'.repeat(30 - filled)} ${numbers}`);
	};
	const timer = setInterval(draw, isTerminal ? 200 : 5000);
	return {
		end() {
			clearInterval(timer);
			if (!isTerminal) return;
			draw();
			process.stdout.write('\n');
		},
	};
}

function summarize(tally: Tally, seconds: number, stopped: boolean) {
	const sorted = tally.latencies.sort((a, b) => a - b);
	const percentile = (part: number) => {
		const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
		return value === undefined ? '–' : `${value.toFixed(1)} ms`;
	};
	console.log(`${stopped ? 'Stopped' : 'Done'} after ${seconds.toFixed(1)} s`);
	console.log(`  counted  ${tally.counted}`);
	console.log(`  changed  ${tally.changed}`);
	console.log(`  refused  ${refusals(tally)}`);
	for (const [reason, count] of tally.refused) console.log(`           ${count} × ${reason}`);
	console.log(`  latency  p50 ${percentile(0.5)}, p95 ${percentile(0.95)}`);
	if (tally.counted === 0) process.exitCode = 1;
}

function sleep(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}

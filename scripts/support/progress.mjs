// What a command tells its reader. On a terminal, one line at the bottom counts the seconds of whatever is under way;
// into a pipe or a log, long work says that it goes on every QUIET_MS instead.
const TICK_MS = 200;
const FIRST_WORD_MS = 2_000;
const QUIET_MS = 20_000;
const BAR = 30;

/** @type {Map<string, number>} title -> when it began */
const underWay = new Map();
const terminal = Boolean(process.stdout.isTTY) && process.env.TERM !== 'dumb' && !process.env.CI;

// `npm run demo | head -1` must not end in a stack trace.
process.stdout.on('error', () => {});
process.stderr.on('error', () => {});

let interrupted = false;
let drawn = false;
let bar = '';

/** From now on, work that is cut off has not failed. */
export function tellInterrupted() {
	interrupted = true;
}

/** @param {string} line */
export function say(line) {
	clearStatus();
	process.stdout.write(`${line}\n`);
	drawStatus();
}

/**
 * Does one piece of work, and says when it is done and how long it took.
 * @template T
 * @param {string} title as a thing being done: "installing packages"
 * @param {() => Promise<T> | T} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
	const began = Date.now();
	underWay.set(title, began);
	const ticking = terminal ? setInterval(drawStatus, TICK_MS) : announceWhileRunning(title, began);
	let done = false;
	try {
		drawStatus();
		const result = await work();
		done = true;
		return result;
	} finally {
		clearInterval(ticking);
		underWay.delete(title);
		bar = '';
		const mark = done ? 'ok' : interrupted ? 'ended' : 'FAILED';
		say(`${mark.padEnd(6)} ${title} (${seconds(began)})`);
	}
}

/**
 * How far the work under way has come, shown on a terminal until it is done.
 * @param {number} part from 0 to 1
 * @param {string} text
 */
export function drawBar(part, text) {
	const full = Math.round(part * BAR);
	bar = `[${'#'.repeat(full)}${'.'.repeat(BAR - full)}] ${text}, `;
	drawStatus();
}

/** @param {number} since */
export function seconds(since) {
	return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}

function drawStatus() {
	if (!terminal || underWay.size === 0) return;
	const parts = [...underWay].map(
		([title, began]) => `${title} ${Math.floor((Date.now() - began) / 1000)} s`,
	);
	const width = process.stdout.columns || 80;
	clearStatus();
	process.stdout.write(`  ...  ${bar}${parts.join(', ')}`.slice(0, width - 1));
	drawn = true;
}

function clearStatus() {
	if (drawn) process.stdout.write('\r\x1b[2K');
	drawn = false;
}

/**
 * @param {string} title
 * @param {number} began
 */
function announceWhileRunning(title, began) {
	let last = began - QUIET_MS + FIRST_WORD_MS;
	return setInterval(() => {
		if (Date.now() - last < QUIET_MS) return;
		last = Date.now();
		say(`...    ${title} (${seconds(began)})`);
	}, 500);
}

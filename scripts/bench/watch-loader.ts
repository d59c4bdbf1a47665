/**
 * Many watchers of one stream, on raw sockets in a process of their own. Told to expect an update, it notes when each
 * watcher gets one; told when the vote was answered, it gives the delays. Both clocks are the machine's monotonic one.
 */
import { createConnection, type Socket } from 'node:net';
import { quantile } from './bench.ts';

export interface Watching {
	port: number;
	path: string;
	watchers: number;
}
export type Order = { expectBallots: number } | { answeredAt: number };
export interface Delays {
	p50: number;
	p99: number;
	max: number;
	reached: number;
}

const { port, path, watchers } = JSON.parse(process.argv[2]!) as Watching;
const AT_ONCE = 200;
const now = () => Number(process.hrtime.bigint()) / 1e6;
const arrivals = new Float64Array(watchers);
let opened = 0;
let asked = 0;
/** A frame with fewer is an earlier vote's, however late it comes. */
let expected = Number.POSITIVE_INFINITY;

function open() {
	const i = asked++;
	const socket: Socket = createConnection({ port, host: '127.0.0.1' });
	socket.on('connect', () => socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost:${port}\r\n\r\n`));
	let live = false;
	socket.on('data', (chunk: Buffer) => {
		// Heartbeats are short comments; a frame begins with its event.
		if (chunk.indexOf('event: results') < 0) {
			if (!live && /^HTTP\/1\.1 [345]/.test(chunk.toString('latin1', 0, 20))) {
				throw new Error(chunk.toString('latin1', 0, 400));
			}
			return;
		}
		if (live) {
			if (arrivals[i] === 0 && newestBallots(chunk) >= expected) arrivals[i] = now();
			return;
		}
		live = true;
		if (++opened === watchers) process.send!({ ready: true });
		if (asked < watchers) open();
	});
	socket.on('error', (error) => {
		throw error;
	});
	socket.on('close', () => {
		throw new Error(`a stream ended after ${opened} were open`);
	});
}
function newestBallots(chunk: Buffer): number {
	const text = chunk.toString('latin1');
	const frame = text.slice(text.lastIndexOf('event: results'));
	return [...frame.matchAll(/"ballots":(\d+)/g)].reduce((sum, [, ballots]) => sum + Number(ballots), 0);
}
for (let i = 0; i < Math.min(AT_ONCE, watchers); i++) open();

process.on('message', (order: Order) => {
	if ('expectBallots' in order) {
		arrivals.fill(0);
		expected = order.expectBallots;
		process.send!({ expected });
		return;
	}
	expected = Number.POSITIVE_INFINITY;
	const until = now();
	const reached = arrivals.filter((at) => at > 0).length;
	// Who was not reached has waited at least until now.
	const delays = arrivals.map((at) => Math.max(0, (at || until) - order.answeredAt));
	delays.sort();
	const answer: Delays = {
		p50: quantile(delays, 0.5),
		p99: quantile(delays, 0.99),
		max: delays.at(-1) ?? Number.NaN,
		reached,
	};
	process.send!(answer);
});
process.on('disconnect', () => process.exit());

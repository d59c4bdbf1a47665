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
export type Order = { expect: true } | { answeredAt: number };
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
let expecting = false;

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
			if (expecting && arrivals[i] === 0) arrivals[i] = now();
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
for (let i = 0; i < Math.min(AT_ONCE, watchers); i++) open();

process.on('message', (order: Order) => {
	if ('expect' in order) {
		arrivals.fill(0);
		expecting = true;
		process.send!({ expecting });
		return;
	}
	expecting = false;
	const delays = arrivals.filter((at) => at > 0).map((at) => Math.max(0, at - order.answeredAt));
	delays.sort();
	const answer: Delays = {
		p50: quantile(delays, 0.5),
		p99: quantile(delays, 0.99),
		max: delays.at(-1) ?? Number.NaN,
		reached: delays.length,
	};
	process.send!(answer);
});
process.on('disconnect', () => process.exit());

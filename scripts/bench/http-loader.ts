/**
 * A loader in a process of its own, on raw sockets, since an HTTP client costs more than the servers that it measures.
 * Closed loop without `rate`: each connection asks again once it was answered. With it: requests are due at fixed times
 * and latency counts from then, so a server that stalls cannot hide the requests that it kept from being sent.
 */
import { randomInt } from 'node:crypto';
import { createConnection, type Socket } from 'node:net';
import { quantile } from './bench.ts';

export interface Load {
	port: number;
	seconds: number;
	connections: number;
	rate?: number;
	/** The head after the request line and Host, without the empty line. */
	headers?: string[];
	method: 'GET' | 'POST';
	path: string;
	/** A new address in X-Forwarded-For each time, as behind a proxy. */
	manyAddresses?: boolean;
	/** Chosen in turn. */
	bodies?: string[];
	/** Chosen in turn, as Cookie. */
	cookies?: string[];
}

export interface Loaded {
	perSecond: number;
	p50: number;
	p99: number;
	errors: number;
	firstError: string;
}

const load = JSON.parse(process.argv[2]!) as Load;
let sent = 0;
let answered = 0;
let errors = 0;
let firstError = '';
const latencies: number[] = [];
const idle: Connection[] = [];
const due: number[] = [];

function requestText(): string {
	const n = sent++;
	const lines = [
		`${load.method} ${load.path} HTTP/1.1`,
		`Host: localhost:${load.port}`,
		...(load.headers ?? []),
	];
	if (load.manyAddresses)
		lines.push(
			`X-Forwarded-For: ${randomInt(11, 100)}.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`,
		);
	if (load.cookies) lines.push(`Cookie: ${load.cookies[n % load.cookies.length]}`);
	const body = load.bodies?.[n % load.bodies.length] ?? '';
	if (load.bodies) lines.push('Content-Type: application/json', `Content-Length: ${body.length}`);
	return `${lines.join('\r\n')}\r\n\r\n${body}`;
}

class Connection {
	readonly socket: Socket;
	#since = 0;
	#chunks = '';

	constructor() {
		this.socket = createConnection({ port: load.port, host: '127.0.0.1', noDelay: true });
		this.socket.setEncoding('latin1');
		this.socket.on('data', (chunk: string) => this.#read(chunk));
		this.socket.on('error', (error) => fail(error.message));
	}

	ask(since: number) {
		this.#since = since;
		this.#chunks = '';
		this.socket.write(requestText());
	}

	#read(chunk: string) {
		this.#chunks += chunk;
		const headEnd = this.#chunks.indexOf('\r\n\r\n');
		if (headEnd < 0) return;
		const length = /\r\ncontent-length: (\d+)/i.exec(this.#chunks.slice(0, headEnd));
		const isWhole = length
			? this.#chunks.length >= headEnd + 4 + Number(length[1])
			: this.#chunks.endsWith('0\r\n\r\n');
		if (!isWhole) return;
		answered++;
		latencies.push(performance.now() - this.#since);
		if (!/^HTTP\/1\.1 2/.test(this.#chunks)) fail(this.#chunks.slice(0, 600));
		const next = due.shift();
		if (load.rate === undefined) {
			if (performance.now() < end) this.ask(performance.now());
		} else if (next !== undefined) this.ask(next);
		else idle.push(this);
	}
}

function fail(reason: string) {
	errors++;
	firstError ||= reason;
}

const began = performance.now();
const end = began + load.seconds * 1000;
const connections = Array.from({ length: load.connections }, () => new Connection());
if (load.rate === undefined) for (const connection of connections) connection.ask(performance.now());
else {
	idle.push(...connections);
	let next = began;
	const pace = setInterval(() => {
		for (const now = performance.now(); next <= now && next < end; next += 1000 / load.rate!) {
			const free = idle.pop();
			if (free) free.ask(next);
			else due.push(next);
		}
		if (next >= end) clearInterval(pace);
	}, 1);
}

setTimeout(() => {
	const seconds = (performance.now() - began) / 1000;
	latencies.sort((a, b) => a - b);
	const loaded: Loaded = {
		perSecond: answered / seconds,
		p50: quantile(latencies, 0.5),
		p99: quantile(latencies, 0.99),
		errors,
		firstError,
	};
	process.send!(loaded, () => process.exit(0));
}, load.seconds * 1000);

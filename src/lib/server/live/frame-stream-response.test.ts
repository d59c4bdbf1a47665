import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { setResponse } from '@sveltejs/kit/node';
import { FrameStream } from './frame-stream';

const bytes = (text: string) => new TextEncoder().encode(text);
let end = () => {};
afterEach(() => end());

/** A stream as the server writes it, and its reader at the other end of a connection. */
async function open() {
	const gone = { times: 0 };
	let stream!: FrameStream;
	let response!: ServerResponse;
	const server = createServer((_, answer) => {
		response = answer;
		stream = new FrameStream(() => gone.times++, answer);
		stream.send(bytes('first'));
		void setResponse(answer, new Response(stream));
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	const request = get({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' });
	const [reader] = (await once(request, 'response')) as [IncomingMessage];
	reader.setEncoding('utf8');
	end = () => {
		request.destroy();
		server.close();
	};
	return { stream, response, reader, gone };
}

async function readUntil(reader: IncomingMessage, last: string): Promise<string> {
	let text = '';
	for await (const part of reader) {
		text += part as string;
		if (text.endsWith(last)) break;
	}
	return text;
}

test('frames reach a reader who keeps up, each at once', async () => {
	const { stream, response, reader } = await open();
	const [first] = (await once(reader, 'data')) as [string];
	expect(first).toBe('first');
	for (const frame of ['second', 'third']) {
		const arrived = once(reader, 'data');
		expect(stream.send(bytes(frame))).toBe(true);
		expect(await arrived).toEqual([frame]);
	}
	expect(response.headersSent).toBe(true);
	stream.end();
	await once(reader, 'end');
});

test('one who does not read is left frames out and gets the others in their order', async () => {
	const { stream, response, reader } = await open();
	await once(reader, 'data');
	reader.pause();
	const taken: number[] = [];
	// More than both ends of a connection hold.
	for (let n = 1, refused = 0; refused < 5; n++) {
		if (stream.send(bytes(`|${n}:${'x'.repeat(200_000)}`))) taken.push(n);
		else refused++;
		expect(response.writableLength).toBeLessThan(10_000_000);
		await new Promise(setImmediate);
	}
	stream.end();
	const text = await readUntil(reader, 'no frame');
	expect(text.match(/\|\d+:/g)?.map((mark) => Number(mark.slice(1, -1)))).toEqual(taken);
});

test('a reader who leaves is noticed once', async () => {
	const { stream, response, reader, gone } = await open();
	await once(reader, 'data');
	const closed = once(response, 'close');
	reader.destroy();
	await closed;
	expect(gone.times).toBe(1);
	expect(stream.send(bytes('late'))).toBe(false);
});

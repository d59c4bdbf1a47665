/** One reader's stream of a hub's subject (server-sent events, WHATWG HTML 9.2). */
import type { IncomingMessage } from 'node:http';
import type { RequestEvent } from '@sveltejs/kit';
import { addressRange } from '../address';
import { env } from '../env';
import { liveWatchers } from '../metrics';
import { FrameStream } from './frame-stream';
import type { Hub } from './hub';
import { rawResponseTo } from './raw-response';
import { endWithSession } from './session-streams';

/** Browsers wait this long before they come back, milliseconds. */
const RETRY = new TextEncoder().encode('retry: 2000\n\n');
const perAddress = new Map<string, number>();
let inAll = 0;

export interface StreamReader {
	ip: string;
	/** Of whoever is signed in; the stream ends with it. */
	sessionId?: string | undefined;
	/** Node's request. */
	request?: IncomingMessage | undefined;
}

export function readerOf({ locals, platform, getClientAddress }: RequestEvent): StreamReader {
	return { ip: getClientAddress(), sessionId: locals.actor?.sessionId, request: platform?.req };
}

/** @returns undefined when this process, or this address range, has as many streams as it may */
export function openStream(
	hub: Hub,
	subject: string,
	{ ip, sessionId, request }: StreamReader,
): ReadableStream<Uint8Array> | undefined {
	const range = addressRange(ip);
	const here = perAddress.get(range) ?? 0;
	if (inAll >= env().LIVE_MAX || here >= env().LIVE_MAX_PER_ADDRESS) return undefined;
	perAddress.set(range, here + 1);
	liveWatchers.set(++inAll);

	let unwatch = () => {};
	let release = () => {};
	let ended = false;
	const end = () => {
		if (ended) return;
		ended = true;
		unwatch();
		release();
		const left = (perAddress.get(range) ?? 1) - 1;
		if (left > 0) perAddress.set(range, left);
		else perAddress.delete(range);
		liveWatchers.set(--inAll);
	};
	const stream = new FrameStream(end, rawResponseTo(request));
	const close = () => {
		if (ended) return;
		end();
		stream.end();
	};
	stream.send(RETRY);
	unwatch = hub.watch(subject, { send: (frame) => stream.send(frame), close });
	if (sessionId !== undefined) release = endWithSession(sessionId, close);
	return stream;
}

const HEADERS = {
	'content-type': 'text/event-stream; charset=utf-8',
	'cache-control': 'no-store, no-transform',
	// nginx would otherwise hold events back until its buffer is full.
	'x-accel-buffering': 'no',
};

export function streamResponse(
	stream: ReadableStream<Uint8Array>,
	headers: Record<string, string> = {},
): Response {
	return new Response(stream, { headers: { ...HEADERS, ...headers } });
}

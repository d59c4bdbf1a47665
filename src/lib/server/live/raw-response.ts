/**
 * Node's response to a live request. Kit hands out Node's request alone and keeps the response to itself; Node tells of
 * both in a diagnostics channel (https://nodejs.org/api/diagnostics_channel.html#http). Where a version of Node or
 * another server doesn't, nothing is known and every frame takes the ordinary way (frame-stream.ts).
 */
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';

interface Started {
	request: IncomingMessage;
	response: ServerResponse;
}

/** Of the routes that keep a response open. */
const LIVE = /\/live(?:\?|$)/;
const responses = new WeakMap<IncomingMessage, ServerResponse>();

export function noteRawResponses(): void {
	subscribe('http.server.request.start', (message) => {
		const { request, response } = message as Started;
		if (LIVE.test(request.url ?? '')) responses.set(request, response);
	});
}

export const rawResponseTo = (request: IncomingMessage | undefined): ServerResponse | undefined =>
	request && responses.get(request);

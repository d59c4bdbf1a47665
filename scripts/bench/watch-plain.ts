/**
 * The least that a live stream could be: node:http, a set of responses, one write to each. It has no database and
 * folds its updates like the product, at most one in 500 ms. POST /changed stands for a vote.
 */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const { frame } = JSON.parse(process.argv[2]!) as { frame: string };
const PAUSE_MS = 500;
const watchers = new Set<ServerResponse>();
let sentAt = 0;
let ballots = 0;
const current = () => frame.replace('"ballots":0', `"ballots":${ballots}`);
let timer: NodeJS.Timeout | undefined;

function send() {
	timer = undefined;
	sentAt = Date.now();
	const now = current();
	for (const watcher of watchers) watcher.write(now);
}

const server = createServer((request, response) => {
	if (request.method === 'POST') {
		request.resume();
		ballots++;
		response.writeHead(201, { 'content-type': 'application/json' }).end('{}');
		timer ??= setTimeout(send, Math.max(0, sentAt + PAUSE_MS - Date.now()));
		return;
	}
	response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
	response.write(current());
	watchers.add(response);
	response.on('close', () => watchers.delete(response));
});
server.listen(0, '127.0.0.1', 4_096, () => process.send!({ port: (server.address() as AddressInfo).port }));
process.on('disconnect', () => process.exit());

/** A newspaper for journeys: plain pages of another site, served from this machine. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Site {
	/** By the address of this machine: another site than `localhost`, where the app is. */
	origin: string;
	port: number;
	close: () => Promise<void>;
}

async function startSite(listener: RequestListener): Promise<Site> {
	const server = createServer(listener);
	await new Promise<void>((resume) => server.listen(0, '127.0.0.1', resume));
	const { port } = server.address() as AddressInfo;
	return {
		origin: `http://127.0.0.1:${port}`,
		port,
		close: () =>
			new Promise((resume) => {
				server.close(() => resume());
				server.closeAllConnections();
			}),
	};
}

/** @param body of an article, by its path */
export function startNewspaper(body: (path: string) => string): Promise<Site> {
	return startSite((request, response) => {
		response.setHeader('content-type', 'text/html; charset=utf-8');
		response.end(
			`<!doctype html><html lang="vi"><meta name="viewport" content="width=device-width"><title>Bài báo</title>` +
				`<body><h1>Bài báo</h1><article>${body(request.url ?? '/')}</article></body></html>`,
		);
	});
}

/** Gives cookies of both kinds to whoever shows it in a frame, and shows which of them come back. */
export function startCookieProbe(): Promise<Site> {
	return startSite((request, response) => {
		if (request.url === '/read') return void response.end(`cookies: ${request.headers.cookie ?? 'none'}`);
		response.setHeader('set-cookie', [
			'plain=1; Path=/; Secure; SameSite=None',
			'apart=1; Path=/; Secure; SameSite=None; Partitioned',
		]);
		response.writeHead(302, { location: '/read' }).end();
	});
}

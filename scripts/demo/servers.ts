import { Failure } from '../support/failure.mjs';
import { lastLines } from '../support/log-tail.mjs';
import type { Server } from '../support/servers.mjs';
import type { Settings } from '../support/settings.mjs';

/** Where this machine reaches the app; HOST may be "every address". */
export function localOrigin({ host, port }: Settings): string {
	const everywhere = host === '0.0.0.0' || host === '::';
	const name = everywhere ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
	return `http://${name}:${port}`;
}

/** Waits for as long as all of them run; the first that ends by itself ends the wait. */
export async function watch(servers: Server[]): Promise<never> {
	const { server, how } = await Promise.race(
		servers.map(async (server) => ({ server, how: await server.ended })),
	);
	throw new Failure(`${server.name} ${how}.${quote(server)}`);
}

/** A failure of the start is told with what the server said last. */
export function quote(server: Server): string {
	const words = lastLines(server.readLog(), 15);
	return words ? ` It said last:\n\n${words}` : '';
}

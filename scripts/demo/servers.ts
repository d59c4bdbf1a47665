import { Failure } from '../support/failure.mjs';
import { lastLines } from '../support/log-tail.mjs';
import { startServer, type Server } from '../support/servers.mjs';
import type { Settings } from '../support/settings.mjs';

/** Where this machine reaches the app; HOST may be "every address". */
export function localOrigin({ host, port }: Settings): string {
	const everywhere = host === '0.0.0.0' || host === '::';
	const name = everywhere ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
	return `http://${name}:${port}`;
}

/** @param env that wiring.ts made for it; without `log` it tells its troubles where everybody sees them */
export function startIdentityProvider(env: NodeJS.ProcessEnv, log?: string): Server {
	const args = ['--import', 'tsx', 'scripts/identity-provider/main.ts'];
	return startServer({ name: 'the identity provider', args, env, log });
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

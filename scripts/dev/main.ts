import { openTown, type Town } from '../demo/town.ts';
import { startIdentityProvider, watch } from '../demo/servers.ts';
import { startServer, type Server } from '../support/servers.mjs';

/** Serves the sample town from the sources, which Vite reloads as they change. */
export async function developTown({ settings, reset, lifetime }: Town): Promise<never> {
	const town = await openTown({ settings, reset, lifetime });
	const env = { ...town.app, NODE_ENV: 'development' };
	const { host, port } = settings;
	const vite = [
		'node_modules/vite/bin/vite.js',
		'dev',
		'--host',
		host,
		'--port',
		String(port),
		'--strictPort',
	];
	const servers: Server[] = [
		startIdentityProvider(town.provider),
		startServer({ name: 'Vite', args: vite, env }),
	];
	for (const server of servers) lifetime.add(server.name, server.stop);
	return watch(servers);
}

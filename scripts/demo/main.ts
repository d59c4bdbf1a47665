import path from 'node:path';
import { Failure } from '../support/failure.mjs';
import type { Lifetime } from '../support/lifetime.mjs';
import { turnOver } from '../support/log-tail.mjs';
import { say, step } from '../support/progress.mjs';
import { waitUntilReady } from '../support/ready.mjs';
import { startServer, type Server } from '../support/servers.mjs';
import type { Settings } from '../support/settings.mjs';
import { localOrigin, quote, startIdentityProvider, watch } from './servers.ts';
import { openTown, type Town } from './town.ts';

/** Serves the sample town until it is stopped, or until one of its servers ends by itself. */
export async function serveTown({ settings, reset, lifetime }: Town): Promise<never> {
	const town = await openTown({ settings, reset, lifetime });
	const env = { ...town.app, NODE_ENV: 'production', SHUTDOWN_TIMEOUT: '10' };
	const log = path.join(settings.dataDir, 'server.log');
	turnOver(log);
	// They stop in reverse order.
	const servers: Server[] = [
		startIdentityProvider(town.provider, log),
		startServer({ name: 'the app', args: ['build/index.js'], env, log }),
	];
	for (const server of servers) lifetime.add(server.name, server.stop);
	await step('starting the app and the identity provider', () => ready(servers, settings, lifetime));
	const near = path.relative(process.cwd(), log);
	say(`       the server's log: ${near.startsWith('..') ? log : near}`);
	say(`ready on http://localhost:${settings.port}`);
	return watch(servers);
}

async function ready(servers: Server[], settings: Settings, lifetime: Lifetime) {
	const ended = Promise.race(servers.map((server) => server.ended));
	try {
		const provider = { ...settings, port: settings.port + 1 };
		await Promise.all(
			[settings, provider].map((server) =>
				waitUntilReady(localOrigin(server), { ended, signal: lifetime.signal }),
			),
		);
	} catch (error) {
		if (error instanceof Failure) throw new Failure(`${error.message}${servers.map(quote).join('')}`);
		throw error;
	}
}

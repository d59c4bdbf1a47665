/**
 * The built app as a process of its own, for what only a real process shows: crashes, signals, real connections.
 *
 *     const app = await startApp({ databaseUrl });
 *     await app.waitReady();
 *     await app.kill('SIGKILL');
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findFreePorts } from '../../scripts/support/ports.mjs';
import { waitUntilReady } from '../../scripts/support/ready.mjs';
import { startServer } from '../../scripts/support/servers.mjs';

/** The same for every process, so that one that is started again on a database can open what it sealed. */
export const TEST_SECRETS = {
	KEY_ENCRYPTION_KEY: Buffer.alloc(32, 'key').toString('base64url'),
	APP_SECRET: Buffer.alloc(32, 'app').toString('base64url'),
	IDENTITY_KEY: Buffer.alloc(32, 'identity').toString('base64url'),
};

interface AppOptions {
	databaseUrl: string;
	/** A free one, whose next is free too, unless given. */
	port?: number;
	/** Of another build than ours. */
	entry?: string;
	env?: NodeJS.ProcessEnv;
}

export async function startApp({ databaseUrl, port, entry = 'build/index.js', env = {} }: AppOptions) {
	port ??= await findFreePorts(2);
	const origin = `http://localhost:${port}`;
	const folder = mkdtempSync(path.join(tmpdir(), 'hoi-dan-app-'));
	const server = startServer({
		name: 'the app',
		args: [entry],
		log: path.join(folder, 'server.log'),
		env: {
			...process.env,
			NODE_ENV: 'production',
			DATABASE_URL: databaseUrl,
			HOST: '127.0.0.1',
			PORT: String(port),
			ORIGIN: origin,
			SHUTDOWN_TIMEOUT: '10',
			RATE_LIMIT_EXEMPT: '127.0.0.0/8,::1/128',
			DEMO: 'true',
			PICTURE_STORE: path.join(folder, 'pictures'),
			...TEST_SECRETS,
			...env,
		},
	});
	void server.ended.then(() => rmSync(folder, { recursive: true, force: true }));
	return {
		origin,
		port,
		child: server.child,
		/** How it ended, once it has. */
		ended: server.ended,
		/** What it logged so far. */
		readLog: server.readLog,
		/** @throws with the app's last words when it ends first */
		async waitReady() {
			try {
				await waitUntilReady(`http://127.0.0.1:${port}`, { ended: server.ended });
			} catch (error) {
				throw new Error(`${(error as Error).message}\n${server.readLog()}`);
			}
		},
		kill(signal: NodeJS.Signals): Promise<string> {
			server.child.kill(signal);
			return server.ended;
		},
		stop: () => server.stop({ force: false }),
	};
}

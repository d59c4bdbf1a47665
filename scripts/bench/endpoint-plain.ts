/** The minimal SvelteKit application of plain-app/, built and served: what a vote endpoint costs without any promise. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { findFreePorts } from '../support/ports.mjs';
import { waitUntilReady } from '../support/ready.mjs';
import { ROOT } from '../support/root.mjs';
import { startServer } from '../support/servers.mjs';

const VITE = path.join(ROOT, 'node_modules/vite/bin/vite.js');
const LOG = path.join(ROOT, '.svelte-kit/bench/server.log');

export async function startPlainApp({ databaseUrl, pollId }: { databaseUrl: string; pollId: string }) {
	await promisify(execFile)(process.execPath, [VITE, 'build'], {
		cwd: path.join(import.meta.dirname, 'plain-app'),
		env: { ...process.env, NODE_ENV: 'production' },
	});
	const port = await findFreePorts(1);
	const server = startServer({
		name: 'the plain app',
		args: ['.svelte-kit/bench/build/index.js'],
		log: LOG,
		env: {
			...process.env,
			NODE_ENV: 'production',
			HOST: '127.0.0.1',
			PORT: String(port),
			DATABASE_URL: databaseUrl,
			BENCH_POLL: pollId,
		},
	});
	await waitUntilReady(`http://127.0.0.1:${port}`, { ended: server.ended });
	return { port, stop: () => server.stop({ force: true }) };
}

import {
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmdirSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Failure } from '../support/failure.mjs';
import { readFrom, turnOver } from '../support/log-tail.mjs';
import { findFreePorts } from '../support/ports.mjs';
import type { OsUser } from './os-user.ts';
import { giveTo, isCluster, remove } from './places.ts';
import type { Tools } from './tools.ts';
import { tellPlainly } from './trouble.ts';

const SETTINGS = {
	listen_addresses: '127.0.0.1',
	unix_socket_directories: '', // their paths may be too long, and nobody needs them
	max_connections: '100',
	shared_buffers: '256MB',
	effective_cache_size: '1GB',
	work_mem: '8MB',
	maintenance_work_mem: '64MB',
	random_page_cost: '1.1',
	jit: 'off',
	timezone: 'UTC',
	log_timezone: 'UTC',
	log_checkpoints: 'off',
	// A failed statement carries what a person answered: it stays out of the log.
	log_min_error_statement: 'panic',
};
const DURABLE = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' };
const FLEETING = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

interface Place {
	tools: Tools;
	cluster: string;
	user: OsUser;
	durable: boolean;
}

/** Makes the cluster unless it is there. A run cut off half-way leaves nothing that looks like one. */
export async function ensureCluster({ tools, cluster, user, durable }: Place, password: string) {
	if (isCluster(cluster)) return checkMajor(cluster, tools.major);
	if (existsSync(cluster)) removeEmpty(cluster);
	const folder = path.dirname(cluster);
	const drafts = `${path.basename(cluster)}.making-`;
	for (const name of readdirSync(folder)) if (name.startsWith(drafts)) remove(path.join(folder, name));
	// A new name each time: the initdb of a run that was killed may still be writing under the old one.
	const draft = mkdtempSync(path.join(folder, drafts));
	giveTo(user, draft);
	const passwordFile = path.join(draft, 'password');
	writeFileSync(passwordFile, password, { mode: 0o600 });
	giveTo(user, passwordFile);
	const made = path.join(draft, 'cluster');
	try {
		const { code, output } = await tools.run('initdb', [
			`--pgdata=${made}`,
			`--pwfile=${passwordFile}`,
			'--username=postgres',
			'--auth=scram-sha-256',
			'--encoding=UTF8',
			'--locale=C',
			'--locale-provider=builtin',
			'--builtin-locale=C.UTF-8',
			...(durable ? [] : ['--no-sync']),
		]);
		if (code !== 0) throw tellPlainly(output, cluster);
		renameSync(made, cluster);
	} finally {
		remove(draft);
	}
}

function checkMajor(cluster: string, major: string) {
	const made = readFileSync(path.join(cluster, 'PG_VERSION'), 'utf8').trim();
	if (made === major) return;
	throw new Failure(
		`The database in ${cluster} was made by PostgreSQL ${made}; this is PostgreSQL ${major}, which cannot read it.\n` +
			'Start afresh with --reset (its data will be gone), or choose another place with DATA_DIR=/some/folder.',
	);
}

function removeEmpty(cluster: string) {
	try {
		rmdirSync(cluster);
	} catch (error) {
		const reason = (error as NodeJS.ErrnoException).code;
		if (reason !== 'ENOTEMPTY' && reason !== 'EEXIST') throw error;
		throw new Failure(
			`${cluster} is not a PostgreSQL cluster, or not one that you may read. It was left as it is:\n` +
				'remove it, or choose another place with DATA_DIR=/some/folder.',
		);
	}
}

/** Starts PostgreSQL, on a free port unless one is given, and gives that port once it accepts connections. */
export async function startCluster(
	{ tools, cluster, durable }: Place,
	{ port: wanted }: { port?: number } = {},
): Promise<number> {
	const log = path.join(cluster, 'postgresql.log');
	turnOver(log);
	const settings = Object.entries({ ...SETTINGS, ...(durable ? DURABLE : FLEETING) });
	const options = settings.map(([name, value]) => `-c "${name}=${value}"`).join(' ');
	for (let attempt = 1; ; attempt++) {
		const port = wanted ?? (await findFreePorts());
		const logStart = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
		const args = ['start', '-w', '-t', '120', '-s', '-D', cluster, '-l', log, '-o', `-p ${port} ${options}`];
		const { code, output } = await tools.run('pg_ctl', args);
		if (code === 0) return port;
		const trouble = `${readFrom(log, logStart)}\n${output}`;
		// Another took the port first; or the servers of a postmaster that was killed are still on their way out.
		const passing = /Address already in use|pre-existing shared memory block/.test(trouble);
		if (!passing || attempt === 20) throw tellPlainly(trouble, cluster);
		await delay(250);
	}
}

export async function stopCluster(tools: Tools, cluster: string, { force = false } = {}) {
	const mode = force ? 'immediate' : 'fast';
	const { code, output } = await tools.run('pg_ctl', [
		'stop',
		'-w',
		'-t',
		'60',
		'-s',
		'-D',
		cluster,
		'-m',
		mode,
	]);
	if (code !== 0 && !/does not exist|Is server running/.test(output)) throw tellPlainly(output, cluster);
}

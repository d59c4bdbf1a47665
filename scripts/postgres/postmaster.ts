import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createConnection } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** What postmaster.pid tells; its lines are fixed by PostgreSQL's miscadmin.h. */
interface Postmaster {
	pid: number;
	folder: string;
	port: number;
	status: string;
}

const PATIENCE_MS = 60_000;

/**
 * The port of a PostgreSQL that runs on `cluster` and answers: left over from a run that was killed, it is as good as a
 * new one. A note whose number has become another process's is thrown away; one whose process is gone is PostgreSQL's own
 * to judge, since its servers may outlive it for a moment.
 */
export async function findRunning(cluster: string): Promise<number | undefined> {
	const giveUp = Date.now() + PATIENCE_MS;
	for (;;) {
		const note = readNote(cluster);
		if (!note || !exists(note.pid)) return undefined;
		if (!isRunningOn(cluster, note)) {
			rmSync(path.join(cluster, 'postmaster.pid'), { force: true });
			return undefined;
		}
		if (note.status === 'ready' && (await answers(note.port))) return note.port;
		if (Date.now() > giveUp) return undefined; // pg_ctl will say what it thinks of it
		await delay(100); // starting, or still stopping
	}
}

/** Whether a PostgreSQL runs on `cluster`, be it starting, recovering or ready. */
export function isUp(cluster: string): boolean {
	const note = readNote(cluster);
	return note !== undefined && exists(note.pid) && isRunningOn(cluster, note);
}

/** Ends a PostgreSQL at once and without waiting, as `pg_ctl stop -m immediate` does. */
export function kill(cluster: string) {
	const note = readNote(cluster);
	if (note && isRunningOn(cluster, note)) process.kill(note.pid, 'SIGQUIT');
}

function readNote(cluster: string): Postmaster | undefined {
	try {
		const lines = readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n');
		const [pid = '', folder = '', , port = '', , , , status = ''] = lines;
		return { pid: Math.abs(Number(pid)), folder, port: Number(port), status: status.trim() };
	} catch {
		return undefined;
	}
}

function exists(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

function isRunningOn(cluster: string, { pid, folder }: Postmaster): boolean {
	// A tree that was copied while its demo ran carries the note of the original's PostgreSQL.
	if (existsSync(folder) && statSync(folder).ino !== statSync(cluster).ino) return false;
	return commandOf(pid).includes(folder);
}

function commandOf(pid: number): string {
	try {
		if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
		return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
	} catch {
		return '';
	}
}

function answers(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = createConnection({ host: '127.0.0.1', port, timeout: 2_000 });
		const settle = (answer: boolean) => {
			socket.destroy();
			resolve(answer);
		};
		socket.once('connect', () => settle(true));
		socket.once('error', () => settle(false));
		socket.once('timeout', () => settle(false));
	});
}

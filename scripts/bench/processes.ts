/** Processes beside this one: a plain server to compare with, and loaders, so that no two share an event loop. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

/** Starts a TypeScript file of this folder that speaks over IPC and ends with us; its first message says it is ready. */
export async function startChild<Ready>(
	file: URL,
	args: unknown,
): Promise<{ child: ChildProcess; ready: Ready }> {
	const child = fork(file, [JSON.stringify(args)], {
		execArgv: ['--import', 'tsx'],
		serialization: 'advanced',
	});
	const ready = await Promise.race([
		once(child, 'message').then(([message]) => message as Ready),
		once(child, 'exit').then(([code]) => Promise.reject(new Error(`${file.pathname} ended with ${code}`))),
	]);
	return { child, ready };
}

export async function stopChild(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	child.kill('SIGKILL');
	await once(child, 'exit');
}

/** Resident memory, bytes (Linux). */
export function residentBytes(pid: number): number {
	const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
	return Number(kilobytes) * 1024;
}

/** Seconds of processor time so far (Linux: 100 ticks a second). */
export function cpuSeconds(pid: number): number {
	const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return (Number(fields[11]) + Number(fields[12])) / 100;
}

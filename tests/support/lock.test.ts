import { spawn } from 'node:child_process';
import {
	copyFileSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { takeLock } from '../../scripts/support/lock.mjs';
import { processStart } from '../../scripts/support/process-start.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'hoi-dan-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

const newFile = () => path.join(mkdtempSync(path.join(folder, 'data-')), 'running.lock');

test('a lock is held by one, who is named, until it is released', () => {
	const file = newFile();
	const first = takeLock(file);
	expect(takeLock(file)).toEqual({ held: false, holder: process.pid });
	if (first.held) first.release();
	expect(existsSync(file)).toBe(false);
	expect(takeLock(file)).toMatchObject({ held: true, tookOver: false });
});

test.each([
	['whose holder is gone', JSON.stringify({ pid: 2 ** 22 + 1, started: '1', inode: 1 })],
	['whose holder has become another process', JSON.stringify({ pid: process.pid, started: '1', inode: 1 })],
	['that was cut short', '{"pid":'],
])('a lock %s is taken over', (_, content) => {
	const file = newFile();
	writeFileSync(file, content);
	expect(takeLock(file)).toMatchObject({ held: true, tookOver: true });
});

test.skipIf(process.platform !== 'linux')(
	'a process that was killed and is still listed lives no more',
	async () => {
		// The shell becomes a program that never asks after the child that it had.
		const parent = spawn('/bin/sh', ['-c', 'sleep 60 & echo $!; exec sleep 60'], {
			stdio: ['ignore', 'pipe', 'ignore'],
		});
		const child = Number(await new Promise((resolve) => parent.stdout.once('data', resolve)));
		expect(processStart(child)).toMatch(/^\d+$/);
		process.kill(child, 'SIGKILL');
		await vi.waitFor(() => expect(readFileSync(`/proc/${child}/stat`, 'utf8')).toContain(') Z '));
		expect(processStart(child)).toBeUndefined();
		parent.kill();
	},
);

test('a copy of a folder is not locked by the original', () => {
	const file = newFile();
	takeLock(file);
	const copy = path.join(path.dirname(file), 'copy', 'running.lock');
	mkdirSync(path.dirname(copy));
	copyFileSync(file, copy);
	expect(takeLock(copy)).toMatchObject({ held: true });
});

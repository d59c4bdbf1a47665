import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { takeLock } from '../../scripts/support/lock.mjs';

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

test('a copy of a folder is not locked by the original', () => {
	const file = newFile();
	takeLock(file);
	const copy = path.join(path.dirname(file), 'copy', 'running.lock');
	mkdirSync(path.dirname(copy));
	copyFileSync(file, copy);
	expect(takeLock(copy)).toMatchObject({ held: true });
});

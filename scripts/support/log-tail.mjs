import { closeSync, fstatSync, openSync, readSync, renameSync, statSync } from 'node:fs';

const KEEP_BYTES = 10_000_000;
const READ_BYTES = 64_000;

/**
 * The end of a file from `start` on, at most 64 kB of it; empty when there is none.
 * @param {string} file
 * @param {number} [start]
 */
export function readFrom(file, start = 0) {
	let handle;
	try {
		handle = openSync(file, 'r');
		const { size } = fstatSync(handle);
		const from = Math.max(Math.min(start, size), size - READ_BYTES);
		const buffer = Buffer.alloc(size - from);
		readSync(handle, buffer, 0, buffer.length, from);
		return buffer.toString();
	} catch {
		return '';
	} finally {
		if (handle !== undefined) closeSync(handle);
	}
}

/**
 * @param {string} text
 * @param {number} count
 */
export function lastLines(text, count) {
	return text.trimEnd().split('\n').slice(-count).join('\n');
}

/**
 * Sets a log aside that has grown long; one older is kept.
 * @param {string} file
 */
export function turnOver(file) {
	const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
	if (size > KEEP_BYTES) renameSync(file, `${file}.old`);
}

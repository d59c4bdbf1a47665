import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { processStart } from './process-start.mjs';

/**
 * Takes a lock file that names its holder. A lock whose holder is gone (kill -9, power cut) is taken over.
 * @param {string} file
 * @returns {{ held: true, tookOver: boolean, release: () => void } | { held: false, holder: number }}
 */
export function takeLock(file) {
	mkdirSync(path.dirname(file), { recursive: true });
	const draft = `${file}.${process.pid}`;
	writeFileSync(draft, '');
	// It names its own inode, so that a copy of it, made with the folder around it, locks nothing.
	const note = { pid: process.pid, started: processStart(process.pid), inode: statSync(draft).ino };
	writeFileSync(draft, JSON.stringify(note));
	let tookOver = false;
	let released = false;
	const release = () => {
		if (!released) rmSync(file, { force: true });
		released = true; // the file may be another's by the second call
	};
	try {
		for (;;) {
			try {
				linkSync(draft, file); // appears whole or not at all, and only for one of two that race
				return { held: true, tookOver, release };
			} catch (error) {
				if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
			}
			const holder = livingHolder(file);
			if (holder !== undefined) return { held: false, holder };
			rmSync(file, { force: true });
			tookOver = true;
		}
	} finally {
		rmSync(draft, { force: true });
	}
}

/** @param {string} file */
function livingHolder(file) {
	try {
		const { pid, started, inode } = JSON.parse(readFileSync(file, 'utf8'));
		const lives = started !== undefined && processStart(pid) === started;
		return lives && statSync(file).ino === inode ? Number(pid) : undefined;
	} catch {
		return undefined; // gone meanwhile, or cut short by a power cut
	}
}

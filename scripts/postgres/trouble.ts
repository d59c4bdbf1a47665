import { statfsSync } from 'node:fs';
import { Failure } from '../support/failure.mjs';
import { lastLines } from '../support/log-tail.mjs';

/** Less than PostgreSQL needs for the next file of its log (16 MB). */
const LITTLE_BYTES = 20_000_000;
const DISK_FULL = 'the disk is full. Free some space and run the command again.';

const CAUSES: [RegExp, string][] = [
	[/No space left on device|Disk quota exceeded/, DISK_FULL],
	[
		/has invalid permissions|has wrong ownership|could not change permissions/,
		'that file system does not keep owners and permissions. Choose a place on an ordinary disk with DATA_DIR=/some/folder.',
	],
	[
		/Permission denied|Operation not permitted/,
		'PostgreSQL may not read or write there. Mend its owner, or choose another place with DATA_DIR=/some/folder.',
	],
	[/Read-only file system/, 'that place is read-only. Choose another with DATA_DIR=/some/folder.'],
	[
		/Cannot allocate memory|could not map anonymous shared memory/,
		'there is not enough free memory (about 400 MB).',
	],
	[
		/invalid checkpoint record|could not locate a valid checkpoint|invalid data in file|pg_control/,
		'its files are damaged. Start afresh with --reset (its data will be gone).',
	],
];

/** PostgreSQL's own last words, with what the reader can do about them first. */
export function tellPlainly(output: string, cluster: string): Failure {
	const known = CAUSES.find(([pattern]) => pattern.test(output))?.[1];
	// On a full disk its log, which would say so, can't be written either.
	const cause = known ?? (hasLittleSpace(cluster) ? DISK_FULL : 'see its last words below.');
	return new Failure(`PostgreSQL did not do as told in ${cluster}: ${cause}\n\n${lastLines(output, 12)}`);
}

/** Whether the disk that `folder` is on has no room left to write. */
export function hasLittleSpace(folder: string): boolean {
	try {
		const { bavail, bsize } = statfsSync(folder);
		return bavail * bsize < LITTLE_BYTES;
	} catch {
		return false; // it is gone, or its system doesn't tell
	}
}

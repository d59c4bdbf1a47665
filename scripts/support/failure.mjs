/** Something that its reader can put right: shown as its message alone. Anything else is a bug and shows its stack. */
export class Failure extends Error {}

/** @type {Record<string, string>} */
const SYSTEM_ERRORS = {
	ENOSPC: 'The disk is full. Free some space and run the command again.',
	EDQUOT: 'Your disk quota is used up. Free some space and run the command again.',
	EROFS: 'That place is read-only. Choose another with DATA_DIR=/some/folder.',
	EACCES:
		'You may not read or write there. Mend its owner, or choose another place with DATA_DIR=/some/folder.',
	EPERM: 'You may not change that. Mend its owner, or choose another place with DATA_DIR=/some/folder.',
	EMFILE: 'Too many open files. Raise the limit (ulimit -n 4096) and run the command again.',
};

const NO_FOLDER = 'This folder cannot be made. Choose another place with DATA_DIR=/some/folder.';

// Of the system where the address is, and of PostgreSQL (its appendix A).
/** @type {Record<string, string>} */
const DATABASE_ERRORS = {
	ECONNREFUSED: 'Nobody answers at its address. Is PostgreSQL running, and are host and port right?',
	ENOTFOUND: 'There is no such host.',
	ETIMEDOUT: 'Its host does not answer.',
	'28P01': 'The user or the password is wrong.',
	28000: 'That user may not sign in from here.',
	'3D000': 'There is no database of that name.',
	'42P01': 'A table is missing. Bring it up to date first: npm run migrate',
	42501: 'Its user may not do that.',
	25006: 'It is read-only. Give the address of one that takes writes.',
	53100: 'Its disk is full. Free some space and run the command again.',
	53300: 'It accepts no more connections.',
	'57P03': 'It is still starting, or recovering. Try again in a moment.',
};

/**
 * @param {unknown} error
 * @returns {string} what to print
 */
export function explain(error) {
	if (error instanceof Failure) return error.message;
	if (!(error instanceof Error)) return String(error);
	const { code, path, syscall } = /** @type {NodeJS.ErrnoException} */ (error);
	// On a file system that is read-only Node says ENOENT; below a file it is ENOTDIR.
	const advice = SYSTEM_ERRORS[code ?? ''] ?? (syscall === 'mkdir' ? NO_FOLDER : undefined);
	if (advice) return `${path ? `${path}: ` : ''}${advice} (${error.message})`;
	// Kysely's words: it has had migrations that are not here, or others came between.
	if (error.message.startsWith('corrupted migrations'))
		return (
			'This database was last brought up to date by another version of Hỏi Dân, which this one cannot follow.\n' +
			`Use that version or a later one; a demo may also start afresh with --reset. (${error.message})`
		);
	const database = DATABASE_ERRORS[code ?? ''];
	if (database) return `The database: ${database} (${error.message})`;
	return error.stack ?? error.message;
}

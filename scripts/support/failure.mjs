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

/**
 * @param {unknown} error
 * @returns {string} what to print
 */
export function explain(error) {
	if (error instanceof Failure) return error.message;
	if (!(error instanceof Error)) return String(error);
	const { code, path } = /** @type {NodeJS.ErrnoException} */ (error);
	const advice = SYSTEM_ERRORS[code ?? ''];
	if (advice) return `${path ? `${path}: ` : ''}${advice} (${error.message})`;
	return error.stack ?? error.message;
}

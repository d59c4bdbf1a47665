/** What a database error means for the caller. Codes: PostgreSQL documentation, appendix A. */

function codeOf(error: unknown): string | undefined {
	return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
		? error.code
		: undefined;
}

export function isUniqueViolation(error: unknown): boolean {
	return codeOf(error) === '23505';
}

export function isForeignKeyViolation(error: unknown): boolean {
	return codeOf(error) === '23503';
}

/** @param name of the constraint, or the one that a trigger names */
export function isViolationOf(error: unknown, name: string): boolean {
	return codeOf(error)?.startsWith('23') === true && (error as { constraint?: string }).constraint === name;
}

/** The database ended the transaction, since it waited in a circle with others. Nothing of it has happened. */
export function isDeadlock(error: unknown): boolean {
	return codeOf(error) === '40P01';
}

/** The data of the statement is at fault (classes 22, 23; our triggers raise 55000): trying again won't help. */
export function isRefusedByDatabase(error: unknown): boolean {
	const code = codeOf(error);
	return code !== undefined && (/^2[23]/.test(code) || code === '55000');
}

/**
 * The statement may be sent again: the connection was lost, the server restarts, its disk is full, or two transactions
 * collided. It may have been committed all the same, so only an idempotent statement may use this.
 */
export function isPassing(error: unknown): boolean {
	const code = codeOf(error);
	if (code === undefined) return error instanceof Error && /terminated|timeout|closed/i.test(error.message);
	// 25006: read-only while it fails over, or made so by its keeper because its disk is nearly full; 58030: the disk fails.
	if (/^(08|57P|40|53|25006|58030)/.test(code)) return true;
	// A socket that is not there is a server that does not run; any other file that is not there is a fault of ours.
	if (code === 'ENOENT') return (error as NodeJS.ErrnoException).syscall === 'connect';
	return ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'].includes(code);
}

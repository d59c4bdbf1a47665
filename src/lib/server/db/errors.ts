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
 * The statement may be sent again: the connection was lost, the server restarts, or two transactions collided. It
 * may have been committed all the same, so only an idempotent statement may use this.
 */
export function isPassing(error: unknown): boolean {
	const code = codeOf(error);
	if (code === undefined) return error instanceof Error && /terminated|timeout|closed/i.test(error.message);
	return (
		/^(08|57P|40|53)/.test(code) ||
		['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', 'ETIMEDOUT'].includes(code)
	);
}

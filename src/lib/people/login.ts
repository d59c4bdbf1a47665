/** The name by which a member of staff signs in: short, plain, never changed, and no secret. */

/** @returns as it is kept; undefined where it can't be one */
export function normaliseLogin(text: string): string | undefined {
	const login = text.normalize('NFKC').trim().toLowerCase();
	return /^[a-z0-9]+([.-][a-z0-9]+)*$/.test(login) && login.length >= 3 && login.length <= 40
		? login
		: undefined;
}

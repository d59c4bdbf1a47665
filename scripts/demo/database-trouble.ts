import { Failure } from '../support/failure.mjs';

const ADVICE: Record<string, string> = {
	ECONNREFUSED: 'nobody answers at that address. Is PostgreSQL running, and are host and port right?',
	ENOTFOUND: 'there is no such host.',
	EAI_AGAIN: 'the name of the host could not be looked up.',
	ETIMEDOUT: 'that host does not answer.',
	'28P01': 'the user or the password is wrong.',
	'28000': 'that user may not sign in from here.',
	'3D000':
		'there is no such database. Create it first (createdb), and make the user in DATABASE_URL its owner.',
	'42501':
		'its user may not do that. It must own the database and be allowed to make users: ALTER ROLE … CREATEROLE (or use a superuser).',
	'25006': 'it is read-only. Give the address of one that takes writes.',
	'53100': 'its disk is full. Free some space and run the command again.',
	'53300': 'it accepts no more connections.',
	'57P03': 'it is still starting, or recovering. Try again in a moment.',
};

/** Does something with the reader's own database; what they can put right is said in a sentence. */
export async function withAdvice<T>(work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (error) {
		const { code = '', message } = error as Error & { code?: string };
		if (code === '42501' && message.includes('hoidan_app'))
			throw new Failure(
				'The database in DATABASE_URL: another owner on the same server has made the role hoidan_app already.\n' +
					`Let a superuser share it (GRANT hoidan_app TO this_user WITH ADMIN OPTION), or use a server of its own. (${message})`,
			);
		const advice = ADVICE[code];
		if (!advice) throw error;
		throw new Failure(`The database in DATABASE_URL: ${advice} (${message})`);
	}
}

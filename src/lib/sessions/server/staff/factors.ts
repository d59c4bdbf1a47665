/** Which factors somebody of the staff has. */
import type { Db } from '../../../server/db/client';

export async function findStaffLogin(db: Db, personId: string): Promise<string | undefined> {
	const account = await db
		.selectFrom('staffAccount')
		.select('login')
		.where('personId', '=', personId)
		.executeTakeFirst();
	return account?.login;
}

/** How the session was opened; empty if it has ended since. */
export async function readSessionWay(db: Db, sessionId: string): Promise<string> {
	const session = await db.selectFrom('session').select('way').where('id', '=', sessionId).executeTakeFirst();
	return session?.way ?? '';
}

export interface Factors {
	login: string | undefined;
	passkeys: number;
	password: boolean;
	recoveryCodes: number;
}

export async function readFactors(db: Db, personId: string): Promise<Factors> {
	const row = await db
		.selectNoFrom((eb) => [
			eb.selectFrom('staffAccount').select('login').where('personId', '=', personId).as('login'),
			eb
				.selectFrom('passkey')
				.select((one) => one.fn.countAll<number>().as('n'))
				.where('personId', '=', personId)
				.as('passkeys'),
			eb
				.selectFrom('passwordWay')
				.select((one) => one.fn.countAll<number>().as('n'))
				.where('personId', '=', personId)
				.as('passwords'),
			eb
				.selectFrom('recoveryCode')
				.select((one) => one.fn.countAll<number>().as('n'))
				.where('personId', '=', personId)
				.as('recoveryCodes'),
		])
		.executeTakeFirstOrThrow();
	return {
		login: row.login ?? undefined,
		passkeys: row.passkeys ?? 0,
		password: (row.passwords ?? 0) > 0,
		recoveryCodes: row.recoveryCodes ?? 0,
	};
}

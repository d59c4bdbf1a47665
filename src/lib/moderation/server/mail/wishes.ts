/** What somebody wants by e-mail, chosen by themselves for their confirmed address, and ended by one click from a mail. */
import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '../../../people/actor';
import { can } from '../../../people/can';
import type { Db } from '../../../server/db/client';
import { isForeignKeyViolation } from '../../../server/db/errors';
import { forgetWishedMails } from '../../../server/mail/outbox';
import { ok, refuse, type Result } from '../../../shared/result';
import type { DeskWish, MailList, MailWish } from '../../mail-wish';

export async function findMailWish(db: Db, personId: string): Promise<MailWish | undefined> {
	return db
		.selectFrom('mailWish')
		.select(['rhythm', 'hour', 'lang'])
		.where('personId', '=', personId)
		.where('list', '=', 'notices')
		.$narrowType<MailWish>()
		.executeTakeFirst();
}

export async function findDeskWish(db: Db, personId: string): Promise<DeskWish | undefined> {
	return db
		.selectFrom('mailWish')
		.select(['rhythm', 'hour', 'lang', 'afterHours'])
		.where('personId', '=', personId)
		.where('list', '=', 'desk')
		.$narrowType<DeskWish>()
		.executeTakeFirst();
}

/** Holds for what waits already, too. */
export function chooseNoticeMail(
	db: Db,
	personId: string,
	wish: MailWish,
): Promise<Result<null, 'no-address'>> {
	return choose(db, { personId, list: 'notices', ...wish });
}

export async function chooseDeskMail(
	db: Db,
	by: Actor,
	wish: DeskWish,
): Promise<Result<null, 'no-address' | 'not-allowed'>> {
	if (can(by, 'comment.moderate', { now: new Date() }) !== 'yes') return refuse('not-allowed');
	// The first one comes at the next hour that was chosen, not for what waits at this moment.
	return choose(db, { personId: by.personId, list: 'desk', ...wish, mailedAt: sql<Date>`clock_timestamp()` });
}

type Choice = MailWish & {
	personId: string;
	list: MailList;
	afterHours?: number;
	mailedAt?: RawBuilder<Date>;
};

async function choose(db: Db, choice: Choice): Promise<Result<null, 'no-address'>> {
	const { personId: _, list: __, ...changed } = choice;
	try {
		await db.transaction().execute(async (trx) => {
			const { key } = await trx
				.insertInto('mailWish')
				.values(choice)
				.onConflict((conflict) => conflict.columns(['personId', 'list']).doUpdateSet(changed))
				.returning('key')
				.executeTakeFirstOrThrow();
			if (choice.rhythm === 'off') await forgetWishedMails(trx, key);
		});
		return ok(null);
	} catch (error) {
		if (isForeignKeyViolation(error)) return refuse('no-address');
		throw error;
	}
}

/** @returns which mails end; undefined where the wish is gone, with the address that it was for */
export async function findWishByKey(
	db: Db,
	key: string,
): Promise<{ list: MailList; isOff: boolean } | undefined> {
	const wish = await db
		.selectFrom('mailWish')
		.select(['list', 'rhythm'])
		.where('key', '=', key)
		.$narrowType<{ list: MailList }>()
		.executeTakeFirst();
	return wish && { list: wish.list, isOff: wish.rhythm === 'off' };
}

/** Ending what has ended is what was wished, too. */
export async function endMail(db: Db, key: string): Promise<void> {
	await db.transaction().execute(async (trx) => {
		await trx.updateTable('mailWish').set({ rhythm: 'off' }).where('key', '=', key).execute();
		await forgetWishedMails(trx, key);
	});
}

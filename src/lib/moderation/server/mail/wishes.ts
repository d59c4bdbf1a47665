/** What somebody wants by e-mail, chosen by themselves for their confirmed address, and ended by one click from a mail. */
import type { Db } from '../../../server/db/client';
import { isForeignKeyViolation } from '../../../server/db/errors';
import { forgetWishedMails } from '../../../server/mail/outbox';
import { ok, refuse, type Result } from '../../../shared/result';
import type { MailList, MailWish } from '../../mail-wish';

export async function findMailWish(db: Db, personId: string): Promise<MailWish | undefined> {
	return db
		.selectFrom('mailWish')
		.select(['rhythm', 'hour', 'lang'])
		.where('personId', '=', personId)
		.where('list', '=', 'notices')
		.$narrowType<MailWish>()
		.executeTakeFirst();
}

/** Holds for what waits already, too. */
export async function chooseNoticeMail(
	db: Db,
	personId: string,
	wish: MailWish,
): Promise<Result<null, 'no-address'>> {
	try {
		await db.transaction().execute(async (trx) => {
			const { key } = await trx
				.insertInto('mailWish')
				.values({ personId, list: 'notices', ...wish })
				.onConflict((conflict) => conflict.columns(['personId', 'list']).doUpdateSet(wish))
				.returning('key')
				.executeTakeFirstOrThrow();
			if (wish.rhythm === 'off') await forgetWishedMails(trx, key);
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

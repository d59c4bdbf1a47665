/**
 * Mail that is to be sent stands in a table: written in the transaction that decided it, so that it is sent if that
 * commits, though the process dies at once. Whoever delivers takes it for some minutes (SKIP LOCKED keeps processes out
 * of each other's way); if they die at it, it is taken again. A mail whose delivery was cut off may therefore come
 * twice, with the same Message-ID, which mailboxes show once: at least once is promised, never less.
 */
import { sql } from 'kysely';
import type { Db, Trx } from '../db/client';
import { env } from '../env';
import { log } from '../log';
import { seal, unseal } from '../seal';
import type { Mail, Postman } from './transport';

const CONTEXT = 'mail-outbox';
const BATCH = 20;
/** Longer than a delivery can take. */
const TAKEN_MINUTES = 5;

/** @param notAfter when nobody wants it any more */
export async function putInOutbox(trx: Db | Trx, mail: Mail, notAfter: Date): Promise<void> {
	await trx
		.insertInto('mailOutbox')
		.values({ sealed: sealMail(mail), notAfter })
		.execute();
}

export interface WishedMail {
	/** Key of the wish by which somebody wants it: a mail that waits is gone with it. */
	wish: string;
	mail: Mail;
}

export async function putWishedMails(trx: Trx, mails: readonly WishedMail[], days: number): Promise<void> {
	if (mails.length === 0) return;
	const notAfter = sql<Date>`clock_timestamp() + make_interval(days => ${days})`;
	await trx
		.insertInto('mailOutbox')
		.values(mails.map(({ wish, mail }) => ({ wish, sealed: sealMail(mail), notAfter })))
		.execute();
}

/** Nobody wants them any more. */
export async function forgetWishedMails(trx: Trx, wish: string): Promise<void> {
	await trx.deleteFrom('mailOutbox').where('wish', '=', wish).execute();
}

const sealMail = (mail: Mail): Buffer =>
	seal(Buffer.from(JSON.stringify(mail)), env().KEY_ENCRYPTION_KEY, CONTEXT);

/** Sends what is due. @returns how many were sent */
export async function deliver(db: Db, postman: Postman): Promise<number> {
	await db
		.deleteFrom('mailOutbox')
		.where('notAfter', '<', sql<Date>`clock_timestamp()`)
		.execute();
	let sent = 0;
	for (;;) {
		const taken = await take(db);
		const outcomes = await Promise.all(taken.map((one) => attempt(db, postman, one)));
		sent += outcomes.filter((outcome) => outcome === 'sent').length;
		// Who can't be reached is asked again later, not by each mail that waits.
		if (taken.length < BATCH || outcomes.includes('unreached')) return sent;
	}
}

type Outcome = 'sent' | 'unreached' | 'refused';

interface Taken {
	id: string;
	sealed: Buffer;
}

/** Theirs until the time is over. Each try waits twice as long as the one before, up to an hour. */
async function take(db: Db): Promise<Taken[]> {
	const { rows } = await sql<Taken>`
		UPDATE mail_outbox SET
			tries = tries + 1,
			next_try_at = clock_timestamp() + greatest(make_interval(mins => ${TAKEN_MINUTES}),
				least(make_interval(hours => 1), interval '30 seconds' * 2 ^ least(tries, 10)))
		WHERE id IN (SELECT id FROM mail_outbox WHERE next_try_at <= clock_timestamp()
			ORDER BY next_try_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
		RETURNING id, sealed`.execute(db);
	return rows;
}

async function attempt(db: Db, postman: Postman, { id, sealed }: Taken): Promise<Outcome> {
	try {
		const mail = JSON.parse(unseal(sealed, env().KEY_ENCRYPTION_KEY, CONTEXT).toString()) as Mail;
		await postman.send(mail, id);
	} catch (error) {
		const { name, code, responseCode } = error as Error & { code?: string; responseCode?: number };
		log.warn({ mail: id, name, code, responseCode }, 'a mail will be tried again');
		if (responseCode !== undefined) return 'refused';
		await putBack(db, id);
		return 'unreached';
	}
	// Each by itself, and at once: whoever dies has only those twice that were under way.
	await db.deleteFrom('mailOutbox').where('id', '=', id).execute();
	return 'sent';
}

/** Sooner than a mail that was refused: after half a minute, then twice as long each time, up to an hour. */
async function putBack(db: Db, id: string): Promise<void> {
	await db
		.updateTable('mailOutbox')
		.set({
			nextTryAt: sql`clock_timestamp() + least(make_interval(hours => 1), interval '15 seconds' * 2 ^ least(tries, 10))`,
		})
		.where('id', '=', id)
		.execute();
}

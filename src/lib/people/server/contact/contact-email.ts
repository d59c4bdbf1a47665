/**
 * Where to write to a person: an address that they have shown to be theirs by a code. It is for contact alone; nobody is
 * recognised, found or let in by it, and it makes no person.
 */
import { randomInt, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../../../server/db/client';
import { putInOutbox } from '../../../server/mail/outbox';
import { canSendMail, type Mail } from '../../../server/mail/transport';
import { openRateLimit } from '../../../server/rate-limit';
import { ok, refuse, type Result } from '../../../shared/result';
import type { Actor } from '../../actor';
import { emailCodeDigest, emailDigest } from './email-digest';
import { sealAddress, unsealAddress } from './sealed-address';

const MINUTES = 10;
const TRIES = 5;
const QUARTER = 15 * 60;
const HOUR = 60 * 60;
const DAY = 24 * HOUR;

export interface AskForCode {
	/** Well-formed. */
	email: string;
	ip: string;
	/** Made in the reader's language, around the code. */
	write: (code: string, minutes: number) => Pick<Mail, 'subject' | 'text'>;
}

/** The throttles on asking; each process has its own of these, and all count in the same table. */
export function openContactEmail(db: () => Db) {
	const perQuarter = openRateLimit(db, { windowSeconds: QUARTER });
	const perHour = openRateLimit(db, { windowSeconds: HOUR });
	const perDay = openRateLimit(db, { windowSeconds: DAY });

	async function mayAsk(about: string, personId: string, ip: string): Promise<boolean> {
		const takes = await Promise.all([
			perQuarter({ purpose: 'email-code/15', ip, about, free: 3, hard: 3 }),
			perQuarter({ purpose: 'email-code/15', ip, about: personId, free: 3, hard: 3 }),
			perDay({ purpose: 'email-code/day', ip, about, free: 10, hard: 10 }),
			perHour({ purpose: 'email-code/hour', ip, free: 20, hard: 20 }),
		]);
		return takes.every(({ verdict }) => verdict === 'free');
	}

	return {
		/** A newer code takes the place of the one before. */
		async askForCode(
			actor: Actor,
			{ email, ip, write }: AskForCode,
		): Promise<Result<null, 'no-mail' | 'slow-down'>> {
			if (!canSendMail()) return refuse('no-mail');
			const digest = emailDigest(email);
			if (!(await mayAsk(digest.toString('hex'), actor.personId, ip))) return refuse('slow-down');
			const code = String(randomInt(1_000_000)).padStart(6, '0');
			const { sessionId } = actor;
			await db()
				.transaction()
				.execute(async (trx) => {
					const row = {
						sealed: sealAddress(email, actor.personId),
						digest,
						codeDigest: emailCodeDigest(sessionId, code),
						tries: 0,
						expiresAt: sql<Date>`clock_timestamp() + make_interval(mins => ${MINUTES})`,
					};
					const { expiresAt } = await trx
						.insertInto('emailCode')
						.values({ sessionId, ...row })
						.onConflict((conflict) => conflict.column('sessionId').doUpdateSet(row))
						.returning('expiresAt')
						.executeTakeFirstOrThrow();
					await putInOutbox(trx, { to: email, ...write(code, MINUTES) }, expiresAt);
				});
			return ok(null);
		},

		/** Each try is counted before it is looked at. */
		async confirm(
			actor: Actor,
			code: string,
		): Promise<Result<null, 'code-wrong' | 'code-over' | 'code-tries'>> {
			const { sessionId, personId } = actor;
			const tried = await db()
				.updateTable('emailCode')
				.set((eb) => ({ tries: eb('tries', '+', 1) }))
				.where('sessionId', '=', sessionId)
				.where('tries', '<', TRIES)
				.returning(['codeDigest', sql<boolean>`expires_at <= clock_timestamp()`.as('isOver')])
				.executeTakeFirst();
			if (!tried) return refuse((await this.readPending(actor)) ? 'code-tries' : 'code-over');
			if (tried.isOver) return refuse('code-over');
			if (!timingSafeEqual(tried.codeDigest, emailCodeDigest(sessionId, code))) return refuse('code-wrong');
			return db()
				.transaction()
				.execute(async (trx) => {
					// Deleting decides between two tabs that confirm at once.
					const used = await trx
						.deleteFrom('emailCode')
						.where('sessionId', '=', sessionId)
						.where('codeDigest', '=', tried.codeDigest)
						.returning(['sealed', 'digest'])
						.executeTakeFirst();
					if (!used) return refuse('code-over');
					const row = { ...used, confirmedAt: sql<Date>`clock_timestamp()` };
					await trx
						.insertInto('contactEmail')
						.values({ personId, ...row })
						.onConflict((conflict) => conflict.column('personId').doUpdateSet(row))
						.execute();
					return ok(null);
				});
		},

		async remove(actor: Actor): Promise<void> {
			await db().deleteFrom('emailCode').where('sessionId', '=', actor.sessionId).execute();
			await db().deleteFrom('contactEmail').where('personId', '=', actor.personId).execute();
		},

		/** The address to which a code has been sent that still counts. */
		async readPending({ sessionId, personId }: Actor): Promise<string | undefined> {
			const row = await db()
				.selectFrom('emailCode')
				.select('sealed')
				.where('sessionId', '=', sessionId)
				.where('expiresAt', '>', sql<Date>`clock_timestamp()`)
				.executeTakeFirst();
			return row && unsealAddress(row.sealed, personId);
		},

		async readConfirmed(personId: string): Promise<string | undefined> {
			const row = await db()
				.selectFrom('contactEmail')
				.select('sealed')
				.where('personId', '=', personId)
				.executeTakeFirst();
			return row && unsealAddress(row.sealed, personId);
		},
	};
}

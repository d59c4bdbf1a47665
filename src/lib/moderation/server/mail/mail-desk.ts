/**
 * Moderators who chose so are told what waits: each day, or when something waits longer than they said. Counts, places and
 * links, never a text; of the areas that they tend at this moment, so that who lost the role is told nothing.
 */
import { sql } from 'kysely';
import { readAddresses } from '../../../people/server/contact/sealed-address';
import { readGrants } from '../../../people/server/reads';
import type { Grant } from '../../../people/actor';
import type { Db, Trx } from '../../../server/db/client';
import { env } from '../../../server/env';
import { speakingIn } from '../../../server/language';
import { putWishedMails, type WishedMail } from '../../../server/mail/outbox';
import type { DeskLetter, Rhythm, Written } from '../../mail-wish';
import { readCounts } from '../reads';
import { tended } from '../tended';
import { unsubscribeUrl } from './unsubscribe-token';

/** Nobody wants to read tomorrow what waited today. */
const KEEP_DAYS = 1;
const LONGEST = 5;

export type WriteDeskLetter = (letter: DeskLetter) => Written;

interface Reader {
	personId: string;
	lang: 'vi' | 'en';
	rhythm: Exclude<Rhythm, 'off'>;
	key: string;
	afterHours: number;
	now: Date;
}

/** @returns how many mails were put into the outbox */
export async function mailDesk(db: Db, write: WriteDeskLetter): Promise<number> {
	return db.transaction().execute(async (trx) => {
		const readers = await takeReaders(trx);
		const ids = readers.map(({ personId }) => personId);
		const [grants, addresses] = [await readGrants(trx, ids), await readAddresses(trx, ids)];
		const mails: WishedMail[] = [];
		// Moderators are few, and of each the areas are others.
		for (const reader of readers) {
			const to = addresses.get(reader.personId);
			const letter = await letterFor(trx, reader, grants.get(reader.personId) ?? []);
			if (!letter || to === undefined) continue;
			const written = speakingIn(reader.lang, () => write(letter));
			mails.push({ wish: reader.key, mail: { to, ...written, unsubscribe: letter.unsubscribeUrl } });
		}
		await putWishedMails(trx, mails, KEEP_DAYS);
		await sql`UPDATE mail_wish SET mailed_at = clock_timestamp()
			WHERE key = ANY(${mails.map(({ wish }) => wish)}::uuid[])`.execute(trx);
		return mails.length;
	});
}

/** Once a day at the hour; or not again before as much time has passed as something may wait. */
async function takeReaders(trx: Trx): Promise<Reader[]> {
	const { rows } = await sql<Reader>`
		SELECT w.person_id, w.lang, w.rhythm, w.key, w.after_hours, clock_timestamp() AS now
		FROM contact_email e JOIN mail_wish w ON w.person_id = e.person_id AND w.list = 'desk' JOIN person p ON p.id = e.person_id
		WHERE p.disabled_at IS NULL AND p.deleted_at IS NULL AND CASE w.rhythm
			WHEN 'daily' THEN next_hour(w.hour, w.mailed_at) <= clock_timestamp()
			WHEN 'at-once' THEN w.mailed_at + make_interval(hours => w.after_hours) <= clock_timestamp()
			ELSE false END
		FOR KEY SHARE OF e SKIP LOCKED FOR NO KEY UPDATE OF w SKIP LOCKED`.execute(trx);
	return rows;
}

/** @returns undefined where there is nothing to tell */
async function letterFor(
	trx: Trx,
	reader: Reader,
	grants: readonly Grant[],
): Promise<DeskLetter | undefined> {
	if (!grants.some(({ role }) => role === 'moderator' || role === 'administrator')) return undefined;
	const { ORIGIN } = env();
	const { lang, rhythm, key, afterHours, now } = reader;
	const counts = await readCounts(trx, { grants, personId: reader.personId });
	const waited = counts.oldest ? (now.getTime() - counts.oldest.getTime()) / 1000 : 0;
	const isWorthTelling =
		rhythm === 'daily' ? counts.waiting + counts.reported + counts.appeals > 0 : waited >= afterHours * 3_600;
	if (!isWorthTelling) return undefined;
	return {
		lang,
		rhythm,
		afterHours,
		counts,
		longest: await listLongest(trx, { grants }, lang),
		deskUrl: `${ORIGIN}/moderation`,
		wishUrl: `${ORIGIN}/account#mail-desk`,
		unsubscribeUrl: unsubscribeUrl(key),
	};
}

async function listLongest(
	trx: Trx,
	by: { grants: readonly Grant[] },
	lang: 'vi' | 'en',
): Promise<DeskLetter['longest']> {
	const { rows } = await sql<{ title: string; waited: number; thread: string }>`
		SELECT coalesce(pt.question, tt.title, '') AS title, t.id AS thread,
			extract(epoch FROM clock_timestamp() - c.state_since)::int AS waited
		FROM comment c JOIN thread t ON t.id = c.thread_id
		LEFT JOIN LATERAL (SELECT question FROM poll_text WHERE poll_id = t.poll_id ORDER BY lang <> ${lang} LIMIT 1) pt ON true
		LEFT JOIN LATERAL (SELECT title FROM topic_text WHERE topic_id = t.topic_id ORDER BY lang <> ${lang} LIMIT 1) tt ON true
		WHERE c.state = 'held' AND ${tended(by)} ORDER BY c.state_since LIMIT ${LONGEST}`.execute(trx);
	return rows.map(({ title, waited, thread }) => ({
		title,
		waited,
		url: `${env().ORIGIN}/moderation?thread=${thread}`,
	}));
}

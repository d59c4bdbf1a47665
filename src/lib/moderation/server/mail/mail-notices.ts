/**
 * From notices that are due to mails in the outbox, in one transaction for some people at a time: whoever dies before its
 * end has told nobody, and after it the outbox sees to the rest. All that is due to one person makes one mail. What was
 * read on the site meanwhile is not told again.
 */
import { sql } from 'kysely';
import { readAddresses } from '../../../people/server/contact/sealed-address';
import type { Db, Trx } from '../../../server/db/client';
import { env } from '../../../server/env';
import { speakingIn } from '../../../server/language';
import { putWishedMails } from '../../../server/mail/outbox';
import type { MailedNotice, NoticeLetter, Rhythm, Written } from '../../mail-wish';
import { unsubscribeUrl } from './unsubscribe-token';

const PEOPLE = 50;
/** Notices in one mail; the others are counted. */
const TOLD = 30;
/** For so long a mail server may be away before a mail is old news; the notice stands on the site all the same. */
const KEEP_DAYS = 14;

export type WriteNoticeLetter = (letter: NoticeLetter) => Written;

/** @returns how many mails were put into the outbox */
export async function mailNotices(db: Db, write: WriteNoticeLetter): Promise<number> {
	let put = 0;
	for (;;) {
		const some = await db.transaction().execute((trx) => mailSome(trx, write));
		put += some.mails;
		if (some.people < PEOPLE) return put;
	}
}

interface Reader {
	personId: string;
	lang: 'vi' | 'en';
	rhythm: Rhythm;
	key: string;
	mayBeTold: boolean;
}

async function mailSome(trx: Trx, write: WriteNoticeLetter): Promise<{ people: number; mails: number }> {
	const readers = await takeReaders(trx);
	if (readers.length === 0) return { people: 0, mails: 0 };
	const notices = await takeNotices(trx, readers);
	const addresses = await readAddresses(
		trx,
		readers.map(({ personId }) => personId),
	);
	const mails = readers.flatMap((reader) => {
		const own = notices.filter(({ personId }) => personId === reader.personId);
		const to = addresses.get(reader.personId);
		if (own.length === 0 || to === undefined || !reader.mayBeTold) return [];
		const letter = letterFor(reader, own);
		const written = speakingIn(reader.lang, () => write(letter));
		return [{ wish: reader.key, mail: { to, ...written, unsubscribe: letter.unsubscribeUrl } }];
	});
	await putWishedMails(trx, mails, KEEP_DAYS);
	await sql`UPDATE mail_wish SET mailed_at = clock_timestamp() WHERE key = ANY(${mails.map(({ wish }) => wish)}::uuid[])`.execute(
		trx,
	);
	return { people: readers.length, mails: mails.length };
}

/** Address first, then wish, as whoever takes the address away does. Another process skips whom this one has. */
async function takeReaders(trx: Trx): Promise<Reader[]> {
	const { rows } = await sql<Reader>`
		SELECT w.person_id, w.lang, w.rhythm, w.key, coalesce(p.disabled_at, p.deleted_at) IS NULL AS may_be_told
		FROM contact_email e JOIN mail_wish w ON w.person_id = e.person_id AND w.list = 'notices' JOIN person p ON p.id = e.person_id
		WHERE e.person_id IN (SELECT person_id FROM person_notice WHERE mail_at <= clock_timestamp())
		LIMIT ${PEOPLE} FOR KEY SHARE OF e SKIP LOCKED FOR NO KEY UPDATE OF w SKIP LOCKED`.execute(trx);
	return rows;
}

interface Due extends Omit<MailedNotice, 'url' | 'sanction'> {
	personId: string;
	commentId: string | null;
	sanctionReason: string | null;
	sanctionEndsAt: Date | null;
}

/** The newest first, and no longer due. A notice that somebody takes back at this moment is left to them. */
async function takeNotices(trx: Trx, readers: readonly Reader[]): Promise<Due[]> {
	const ids = readers.map(({ personId }) => personId);
	const { rows } = await sql<Due>`
		WITH due AS (
			SELECT id FROM person_notice WHERE person_id = ANY(${ids}::uuid[]) AND mail_at <= clock_timestamp() FOR UPDATE SKIP LOCKED
		), taken AS (
			UPDATE person_notice n SET mail_at = NULL, mailed_at = CASE WHEN read_at IS NULL THEN clock_timestamp() END
			FROM due WHERE n.id = due.id RETURNING n.*
		)
		SELECT n.person_id, n.kind, n.shown_from AS at, n.comment_id, d.reason, coalesce(d.note, '') AS note,
			s.reason AS sanction_reason, s.ends_at AS sanction_ends_at, coalesce(pt.question, tt.title) AS title
		FROM taken n JOIN mail_wish w ON w.person_id = n.person_id AND w.list = 'notices'
		LEFT JOIN decision d ON d.id = n.decision_id LEFT JOIN sanction s ON s.id = n.sanction_id
		LEFT JOIN comment c ON c.id = n.comment_id LEFT JOIN thread t ON t.id = c.thread_id
		LEFT JOIN LATERAL (SELECT question FROM poll_text WHERE poll_id = t.poll_id ORDER BY lang <> w.lang LIMIT 1) pt ON true
		LEFT JOIN LATERAL (SELECT title FROM topic_text WHERE topic_id = t.topic_id ORDER BY lang <> w.lang LIMIT 1) tt ON true
		WHERE n.read_at IS NULL ORDER BY n.id DESC`.execute(trx);
	return rows;
}

function letterFor({ lang, rhythm, key }: Reader, notices: readonly Due[]): NoticeLetter {
	const { ORIGIN } = env();
	return {
		lang,
		rhythm,
		notices: notices.slice(0, TOLD).map((notice) => tell(notice, ORIGIN)),
		more: Math.max(0, notices.length - TOLD),
		noticesUrl: `${ORIGIN}/account/comments`,
		wishUrl: `${ORIGIN}/account#mail`,
		unsubscribeUrl: unsubscribeUrl(key),
	};
}

function tell(notice: Due, origin: string): MailedNotice {
	const { kind, at, title, reason, note, commentId, sanctionReason, sanctionEndsAt } = notice;
	const isReply = kind === 'replied' || kind === 'answered';
	const own = `${origin}/account/comments`;
	return {
		kind,
		at,
		title,
		reason,
		note,
		sanction: sanctionReason === null ? null : { reason: sanctionReason, endsAt: sanctionEndsAt },
		url: commentId === null ? own : isReply ? `${origin}/comments/${commentId}` : `${own}#c-${commentId}`,
	};
}

/**
 * A desk whose letters arrive: what they are made of, and where they come to. The verbs are imported once the settings
 * that they read are there.
 */
import { sql } from 'kysely';
import type { MailWish, NoticeLetter } from '../../src/lib/moderation/mail-wish';
import { TEST_SECRETS } from './app-process';
import { startMailbox } from './mailbox';
import { openTestDesk } from './moderation';

export const AT_ONCE: MailWish = { rhythm: 'at-once', hour: 7, lang: 'vi' };

/** A desk, and people there with a confirmed address. */
export async function openMailDesk() {
	const desk = await openTestDesk();
	Object.assign(process.env, {
		DATABASE_URL: desk.database.appUrl,
		ORIGIN: 'https://hoidan.example.vn',
		...TEST_SECRETS,
	});
	const { sealAddress } = await import('../../src/lib/people/server/contact/sealed-address');
	const { emailDigest } = await import('../../src/lib/people/server/contact/email-digest');
	let made = 0;
	return Object.assign(desk, {
		/** @returns the address */
		async confirmAddress(personId: string): Promise<string> {
			const email = `ai-${++made}@example.vn`;
			const row = { sealed: sealAddress(email, personId), digest: emailDigest(email) };
			await desk.db
				.insertInto('contactEmail')
				.values({ personId, ...row })
				.onConflict((conflict) => conflict.column('personId').doUpdateSet(row))
				.execute();
			return email;
		},
	});
}

export async function openNoticeMail() {
	const desk = await openMailDesk();
	const verbs = {
		...(await import('../../src/lib/moderation/server/mail/mail-notices')),
		...(await import('../../src/lib/moderation/server/mail/wishes')),
		...(await import('../../src/lib/server/mail/outbox')),
		...(await import('../../src/lib/server/mail/transport')),
		...(await import('../../src/lib/moderation/mail-words')),
	};
	const mailbox = await startMailbox();
	let made = 0;
	const post = {
		desk,
		verbs,
		mailbox,
		/** What the letters were made of, and as they read. */
		letters: [] as NoticeLetter[],
		texts: [] as string[],

		async renew() {
			await desk.renew();
			await desk.db.deleteFrom('mailOutbox').execute();
			await desk.owner.updateTable('personNotice').set({ mailAt: null }).execute();
			post.letters = [];
			post.texts = [];
			mailbox.arrived.length = 0;
		},

		/** Somebody with an address and a wish, whose comment waits. */
		async wishing(wish: Partial<MailWish> = {}) {
			const { id, author } = await desk.held(`Một ý kiến chờ duyệt số ${++made}`);
			const email = await desk.confirmAddress(author.personId);
			const chosen = await verbs.chooseNoticeMail(desk.db, author.personId, { ...AT_ONCE, ...wish });
			if (!chosen.ok) throw new Error(chosen.reason);
			return { id, author, email };
		},

		/** As if so much time had gone by since what is due was decided. */
		wait: (interval: string) =>
			sql`UPDATE person_notice SET mail_at = mail_at - ${interval}::interval`.execute(desk.owner),

		compose: () =>
			verbs.mailNotices(desk.db, (letter) => {
				post.letters.push(letter);
				const written = verbs.writeNoticeLetter(letter);
				post.texts.push(written.text);
				return written;
			}),

		outbox: async () => (await desk.db.selectFrom('mailOutbox').select('id').execute()).length,

		async deliver() {
			const postman = verbs.openPostman(mailbox.url, 'Hỏi Dân <hoidan@example.vn>');
			await verbs.deliver(desk.db, postman);
			postman.close();
			return mailbox.arrived;
		},

		async close() {
			await mailbox.stop();
			await desk.close();
		},
	};
	return post;
}

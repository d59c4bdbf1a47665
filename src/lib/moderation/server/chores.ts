import type { Chore } from '../../server/chores';
import { db } from '../../server/db/client';
import { canSendMail } from '../../server/mail/transport';
import { deliverSoon } from '../../server/mail/worker';
import { forgetClaims } from './claims';
import { mailNotices, type WriteNoticeLetter } from './mail/mail-notices';

/** @param write what mails say */
export function moderationChores(write: { notices: WriteNoticeLetter }): Chore[] {
	async function mail(): Promise<void> {
		// What is due stays due until there is somebody to send it.
		if (!canSendMail()) return;
		if ((await mailNotices(db(), write.notices)) > 0) deliverSoon();
	}
	return [
		{ name: 'forget claims', everyMinutes: 30, run: () => forgetClaims(db()) },
		{ name: 'mail notices', everyMinutes: 0.1, run: mail },
	];
}

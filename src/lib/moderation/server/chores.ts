import type { Chore } from '../../server/chores';
import { db } from '../../server/db/client';
import { canSendMail } from '../../server/mail/transport';
import { deliverSoon } from '../../server/mail/worker';
import { forgetClaims } from './claims';
import { mailDesk, type WriteDeskLetter } from './mail/mail-desk';
import { mailNotices, type WriteNoticeLetter } from './mail/mail-notices';

/** @param write what mails say */
export function moderationChores(write: { notices: WriteNoticeLetter; desk: WriteDeskLetter }): Chore[] {
	const mail = (put: () => Promise<number>) => async () => {
		// What is due stays due until there is somebody to send it.
		if (canSendMail() && (await put()) > 0) deliverSoon();
	};
	return [
		{ name: 'forget claims', everyMinutes: 30, run: () => forgetClaims(db()) },
		{ name: 'mail notices', everyMinutes: 0.1, run: mail(() => mailNotices(db(), write.notices)) },
		{ name: 'mail the desk', everyMinutes: 1, run: mail(() => mailDesk(db(), write.desk)) },
	];
}

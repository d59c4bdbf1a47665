/** Delivers what stands in the outbox, soon after it was put there and again and again. */
import type { Chore } from '../chores';
import { db } from '../db/client';
import { env } from '../env';
import { deliver } from './outbox';
import { canSendMail, openPostman } from './transport';

let isDelivering = false;
let isAskedAgain = false;

async function deliverDue(): Promise<void> {
	const { SMTP_URL, MAIL_FROM } = env();
	if (SMTP_URL === undefined || MAIL_FROM === undefined) return;
	// Its connections serve one round, so that none stays open for mail that may not come.
	const postman = openPostman(SMTP_URL, MAIL_FROM);
	try {
		await deliver(db(), postman);
	} finally {
		postman.close();
	}
}

/** After the commit: somebody waits for a code. What is put in while a delivery runs gets another one after it. */
export function deliverSoon(): void {
	if (!canSendMail()) return;
	isAskedAgain = isDelivering;
	if (isDelivering) return;
	isDelivering = true;
	void deliverDue()
		.catch(() => {}) // the chore tries again, and logs
		.finally(() => {
			isDelivering = false;
			if (isAskedAgain) deliverSoon();
		});
}

export const mailChores: Chore[] = [{ name: 'deliver mail', everyMinutes: 0.5, run: deliverDue }];

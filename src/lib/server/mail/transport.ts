/** The mail server of SMTP_URL. Without one nothing can be sent, and nothing is promised. */
import { createTransport, type Transporter } from 'nodemailer';
import { env } from '../env';

export interface Mail {
	to: string;
	subject: string;
	text: string;
	/** The same to look at; it loads nothing from anywhere. */
	html?: string;
	/** Where one click ends this kind of mail (RFC 8058): an address that takes POST. */
	unsubscribe?: string;
}

export interface Postman {
	/** @param id the same for every try, so that whoever gets a mail twice can tell */
	send(mail: Mail, id: string): Promise<void>;
	close(): void;
}

const TIMEOUT_MS = 20_000;
/** Connections to the mail server, each for many mails. */
const CONNECTIONS = 4;

export function canSendMail(): boolean {
	return env().SMTP_URL !== undefined && env().MAIL_FROM !== undefined;
}

/** @param url `smtp://…` or `smtps://…`, with user and password in it where the server asks for them */
export function openPostman(url: string, from: string): Postman {
	const transport: Transporter = createTransport(
		{ url, pool: true, maxConnections: CONNECTIONS },
		// The domain of the sender's address also greets and names the mails.
		{ from, disableFileAccess: true, disableUrlAccess: true },
	);
	const domain = /@([\w.-]+)>?$/.exec(from.trim())?.[1] ?? 'localhost';
	return {
		async send({ to, subject, text, html, unsubscribe }, id) {
			await withinTime(
				transport.sendMail({
					to: { name: '', address: to },
					subject,
					text,
					...(html === undefined ? {} : { html }),
					messageId: `<${id}@${domain}>`,
					headers: {
						'auto-submitted': 'auto-generated',
						...(unsubscribe === undefined
							? {}
							: {
									// As it is: some who read it know nothing of folded lines.
									'list-unsubscribe': { prepared: true, value: `<${unsubscribe}>` },
									'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
								}),
					},
				}),
			);
		},
		close: () => transport.close(),
	};
}

async function withinTime(work: Promise<unknown>): Promise<void> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error('the mail server takes too long')), TIMEOUT_MS);
	});
	try {
		await Promise.race([work, late]);
	} finally {
		clearTimeout(timer);
	}
}

/** A mail server of our own that takes whatever comes and keeps it. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

export interface Arrived {
	to: string[];
	/** As it came over the wire. */
	raw: string;
}

interface MailboxOptions {
	port?: number;
	/** Between taking a mail for good and saying so. */
	beforeAnswer?: (mail: Arrived) => Promise<unknown>;
}

export async function startMailbox({ port = 0, beforeAnswer }: MailboxOptions = {}) {
	const arrived: Arrived[] = [];
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		disableReverseLookup: true,
		onData(stream, session, done) {
			void text(stream)
				.then(async (raw) => {
					const mail = { to: session.envelope.rcptTo.map(({ address }) => address), raw };
					arrived.push(mail);
					await beforeAnswer?.(mail);
				})
				.then(() => done(), done);
		},
	});
	server.listen(port, '127.0.0.1');
	await once(server.server, 'listening');
	const address = server.server.address() as AddressInfo;
	return {
		arrived,
		port: address.port,
		url: `smtp://127.0.0.1:${address.port}`,
		stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
	};
}

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

export async function startMailbox({ port = 0 } = {}) {
	const arrived: Arrived[] = [];
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		disableReverseLookup: true,
		onData(stream, session, done) {
			void text(stream).then((raw) => {
				arrived.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw });
				done();
			}, done);
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

/**
 * One LISTEN connection per process. It comes back by itself after a lost or restarted database, and then says so,
 * since what was announced meanwhile is gone.
 */
import pg from 'pg';

export interface Channel {
	name: string;
	onMessage: (payload: string) => void;
	/** After every connection, the first included: whatever was announced before is unknown. */
	onConnected: () => void;
	/** Nothing could be heard for a while, so what people see may be old. */
	onSilence?: () => void;
}

export interface ListenerOptions {
	connectionString: string;
	channels: readonly Channel[];
	onLost?: () => void;
}

/** A connection that is back sooner has missed nothing that anybody would have noticed. */
const SILENCE_MS = 2_000;

export interface Listener {
	close(): Promise<void>;
}

export function listen({ connectionString, channels, onLost }: ListenerOptions): Listener {
	let client: pg.Client | undefined;
	let timer: NodeJS.Timeout | undefined;
	let silence: NodeJS.Timeout | undefined;
	let closed = false;
	let pause = 100;

	async function connect(): Promise<void> {
		// Keep-alive finds a connection whose other end vanished without a word.
		const next = new pg.Client({ connectionString, keepAlive: true, application_name: 'hoidan listener' });
		let lost = false;
		const onEnd = () => {
			if (lost) return;
			lost = true;
			if (client === next) client = undefined;
			next.end().catch(() => {});
			if (closed) return;
			onLost?.();
			silence ??= setTimeout(() => channels.forEach((channel) => channel.onSilence?.()), SILENCE_MS).unref();
			timer = setTimeout(() => void connect(), pause);
			pause = Math.min(pause * 2, 2_000);
		};
		next.on('error', onEnd);
		next.on('end', onEnd);
		next.on('notification', ({ channel, payload = '' }) =>
			channels.find(({ name }) => name === channel)?.onMessage(payload),
		);
		try {
			await next.connect();
			for (const { name } of channels) await next.query(`LISTEN ${next.escapeIdentifier(name)}`);
			if (closed) return void next.end();
			client = next;
			pause = 100;
			clearTimeout(silence);
			silence = undefined;
			for (const channel of channels) channel.onConnected();
		} catch {
			onEnd();
		}
	}

	void connect();
	return {
		async close() {
			closed = true;
			clearTimeout(timer);
			clearTimeout(silence);
			await client?.end();
		},
	};
}

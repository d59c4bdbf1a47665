/**
 * A door in front of a database, which can be shut as if it had gone, and led elsewhere as after a restart that changed its port.
 *
 *     const door = await openDoor(5432);
 *     … door.through(database.appUrl) …
 *     await door.shut();
 */
import net from 'node:net';

export interface Door {
	/** The port behind it. */
	target: number;
	/** The same address, by way of this door. */
	through(url: string): string;
	/** Ends what goes through it, and lets nothing more in. */
	shut(): Promise<void>;
	open(): Promise<void>;
}

export async function openDoor(target = 0): Promise<Door> {
	const inside = new Set<net.Socket>();
	const server = net.createServer((from) => {
		const to = net.connect(door.target, '127.0.0.1');
		for (const [one, other] of [
			[from, to],
			[to, from],
		] as const) {
			inside.add(one);
			one.on('error', () => other.destroy());
			one.on('close', () => {
				other.destroy();
				inside.delete(one);
			});
			one.pipe(other);
		}
	});
	const listen = (port: number) =>
		new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
	await listen(0);
	const { port } = server.address() as net.AddressInfo;
	const door: Door = {
		target,
		through(url) {
			const changed = new URL(url);
			changed.port = String(port);
			return changed.href;
		},
		shut: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				for (const socket of inside) socket.destroy();
			}),
		open: () => listen(port),
	};
	return door;
}

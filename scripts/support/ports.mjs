import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * @param {number} port 0 asks for any
 * @param {string} host
 * @returns {Promise<number | undefined>} the port, when it could be had
 */
async function tryPort(port, host) {
	const server = createServer();
	try {
		server.listen({ port, host, exclusive: true });
		await once(server, 'listening');
		const address = server.address();
		return typeof address === 'object' && address ? address.port : undefined;
	} catch (error) {
		// A machine without IPv6 has nobody on ::1.
		const { code } = /** @type {NodeJS.ErrnoException} */ (error);
		return code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT' ? port : undefined;
	} finally {
		if (server.listening) {
			server.close();
			await once(server, 'close');
		}
	}
}

/**
 * Whether `localhost` and `host` have this port free; browsers may try ::1 first.
 * @param {number} port
 * @param {string} [host]
 */
export async function isPortFree(port, host = '127.0.0.1') {
	for (const address of new Set(['127.0.0.1', '::1', host])) {
		if ((await tryPort(port, address)) === undefined) return false;
	}
	return true;
}

/**
 * The first of `count` free ports in a row. Another process may still be quicker: be ready to ask again.
 * @param {number} [count]
 */
export async function findFreePorts(count = 1) {
	for (;;) {
		const first = await tryPort(0, '127.0.0.1');
		if (first === undefined) throw new Error('no free port on 127.0.0.1');
		const others = Array.from({ length: count - 1 }, (_, i) => isPortFree(first + 1 + i));
		if ((await Promise.all(others)).every(Boolean) && first + count <= 65_536) return first;
	}
}

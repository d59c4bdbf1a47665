/** Where a request comes from, as rate limits and streams count it. */
import type { Handle } from '@sveltejs/kit';
import { log } from './log';

let isTold = false;

/**
 * adapter-node throws where a request lacks the header that ADDRESS_HEADER names, or tells of fewer proxies than XFF_DEPTH:
 * somebody came past the proxy, or it is set up wrongly. A citizen must not meet a failure for that; all such requests share
 * the range of what is no address (address.ts). The socket's own address would be the proxy's or a neighbour's, and those
 * may be named in RATE_LIMIT_EXEMPT.
 */
export const knowAddress: Handle = ({ event, resolve }) => {
	const ask = event.getClientAddress;
	event.getClientAddress = () => {
		try {
			// A socket that has closed meanwhile has none.
			return (ask() as string | undefined) ?? 'unknown';
		} catch (error) {
			if (!isTold)
				log.warn({ reason: (error as Error).message }, 'no address of the client; limits are shared');
			isTold = true;
			return 'unknown';
		}
	};
	return resolve(event);
};

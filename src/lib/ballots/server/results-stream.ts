/** One reader's stream of results (server-sent events, WHATWG HTML 9.2). */
import { env } from '../../server/env';
import { addressRange } from '../../server/address';
import { liveWatchers } from '../../server/metrics';
import type { Watcher } from '../../server/live/hub';
import { liveResults, subjectOf } from './live-results';

/** Browsers wait this long before they come back, milliseconds. */
const RETRY = new TextEncoder().encode('retry: 2000\n\n');
const perAddress = new Map<string, number>();

/** @returns undefined when this process, or this address range, has as many streams as it may */
export function openResultsStream(
	slug: string,
	lang: 'vi' | 'en',
	ip: string,
): ReadableStream<Uint8Array> | undefined {
	const range = addressRange(ip);
	const here = perAddress.get(range) ?? 0;
	if (liveResults.watcherCount >= env().LIVE_MAX || here >= env().LIVE_MAX_PER_ADDRESS) return undefined;
	perAddress.set(range, here + 1);

	let unwatch = () => {};
	let ended = false;
	const end = () => {
		if (ended) return;
		ended = true;
		unwatch();
		const left = (perAddress.get(range) ?? 1) - 1;
		if (left > 0) perAddress.set(range, left);
		else perAddress.delete(range);
		liveWatchers.set(liveResults.watcherCount);
	};
	return new ReadableStream<Uint8Array>(
		{
			start(controller) {
				const watcher: Watcher = {
					send(frame) {
						// Every frame is the whole state, so a slow reader simply misses some.
						if ((controller.desiredSize ?? 0) <= 0) return false;
						controller.enqueue(frame);
						return true;
					},
					close() {
						end();
						controller.close();
					},
				};
				controller.enqueue(RETRY);
				unwatch = liveResults.watch(subjectOf(slug, lang), watcher);
				liveWatchers.set(liveResults.watcherCount);
			},
			cancel: end,
		},
		{ highWaterMark: 4 },
	);
}

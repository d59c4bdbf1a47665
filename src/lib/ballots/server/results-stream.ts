import { openStream, type StreamReader } from '../../server/live/stream';
import { liveResults, subjectOf } from './live-results';

/** @returns undefined when this process, or this address range, has as many streams as it may */
export function openResultsStream(
	slug: string,
	lang: 'vi' | 'en',
	reader: StreamReader,
): ReadableStream<Uint8Array> | undefined {
	return openStream(liveResults, subjectOf(slug, lang), reader);
}

/**
 * A form with a file that may be larger than the server lets other bodies be (BODY_SIZE_LIMIT of adapter-node, 512 kB
 * unless set): that adapter leaves such a body unread, so it is read here, up to the limit of whoever asks.
 */
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { ok, refuse, type Result } from '../shared/result';

export async function readUpload(
	request: Request,
	raw: IncomingMessage | undefined,
	maxBytes: number,
): Promise<Result<FormData, 'too-large' | 'malformed'>> {
	const length = Number(request.headers.get('content-length') ?? NaN);
	if (!Number.isSafeInteger(length)) return refuse('malformed');
	if (length > maxBytes) return refuse('too-large');
	const isUnread = raw !== undefined && raw.readableFlowing === null;
	const body = isUnread ? (Readable.toWeb(raw) as ReadableStream) : request.body;
	try {
		const headers = { 'content-type': request.headers.get('content-type') ?? '' };
		return ok(await new Response(body, { headers }).formData());
	} catch {
		return refuse('malformed');
	}
}

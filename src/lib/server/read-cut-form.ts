/**
 * A form with a file that may be far too large, of which the words must not be lost for it: the file is cut off at a
 * limit, and whatever the form says before and after it is read. Memory stays at the limit, however much is sent.
 */
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { ok, refuse, type Result } from '../shared/result';

/** Past this, nobody sends a picture by mistake, and nothing is read to its end. */
const PATIENCE_BYTES = 300_000_000;
/** What the fields behind the file may take. */
const TAIL_BYTES = 64_000;

export interface CutForm {
	form: FormData;
	/** The file is not whole. */
	wasCut: boolean;
}

export async function readCutForm(
	request: Request,
	raw: IncomingMessage | undefined,
	maxBytes: number,
): Promise<Result<CutForm, 'malformed'>> {
	const type = request.headers.get('content-type') ?? '';
	const length = Number(request.headers.get('content-length') ?? NaN);
	if (!Number.isSafeInteger(length) || length > PATIENCE_BYTES) return refuse('malformed');
	// adapter-node leaves a body unread that is larger than its own limit (read-upload.ts).
	const isUnread = raw !== undefined && raw.readableFlowing === null;
	const body = isUnread ? (Readable.toWeb(raw) as ReadableStream<Uint8Array>) : request.body;
	try {
		const { head, tail } = await readEnds(body, maxBytes);
		const whole = tail ? join(head, tail, type) : head;
		const form = await new Response(whole as Uint8Array<ArrayBuffer>, {
			headers: { 'content-type': type },
		}).formData();
		return ok({ form, wasCut: tail !== undefined });
	} catch {
		return refuse('malformed');
	}
}

/** The first `maxBytes`, and what comes last where there is more. */
async function readEnds(body: ReadableStream<Uint8Array> | null, maxBytes: number) {
	const first: Uint8Array[] = [];
	let size = 0;
	let tail: Buffer | undefined;
	for await (const part of (body ?? []) as AsyncIterable<Uint8Array>) {
		const room = Math.max(0, maxBytes - size);
		if (room > 0) first.push(part.subarray(0, room));
		if (part.length > room) {
			tail = Buffer.concat([tail ?? Buffer.alloc(0), part.subarray(room)]).subarray(-TAIL_BYTES);
		}
		size += part.length;
	}
	return { head: Buffer.concat(first), tail };
}

/** Goes on at the next boundary, as if the file had ended there (RFC 2046, 5.1.1). */
function join(head: Buffer, tail: Buffer, type: string): Buffer {
	const boundary = /boundary="?([^";]+)/i.exec(type)?.[1] ?? '';
	const at = tail.indexOf(`\r\n--${boundary}`);
	return Buffer.concat([head, at < 0 ? Buffer.from(`\r\n--${boundary}--\r\n`) : tail.subarray(at)]);
}

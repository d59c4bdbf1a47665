/** Reads a JSON body within a limit. Depth needs none of its own: JSON.parse is iterative and the limit is small. */
import { ok, refuse, type Result } from '../shared/result';

export async function readJson(
	request: Request,
	maxBytes: number,
): Promise<Result<unknown, 'not-json' | 'too-large' | 'malformed'>> {
	const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
	if (type !== 'application/json') return refuse('not-json');
	const chunks: Uint8Array[] = [];
	let size = 0;
	const reader = request.body?.getReader();
	if (Number(request.headers.get('content-length') ?? 0) > maxBytes) {
		void drain(reader);
		return refuse('too-large');
	}
	// The length may be missing or a lie; what counts is what arrives.
	for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
		size += part.value.length;
		if (size > maxBytes) {
			void drain(reader);
			return refuse('too-large');
		}
		chunks.push(part.value);
	}
	try {
		return ok(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))));
	} catch {
		return refuse('malformed');
	}
}

/**
 * To cancel would cut the connection before the refusal is out, and what stays unread would block the next request on
 * it. The server's BODY_SIZE_LIMIT ends this.
 */
async function drain(reader: ReadableStreamDefaultReader<Uint8Array> | undefined): Promise<void> {
	try {
		while (reader && !(await reader.read()).done);
	} catch {
		// past the limit, or the sender has gone
	}
}

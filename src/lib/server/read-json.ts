/** Reads a JSON body within a limit. Depth needs none of its own: JSON.parse is iterative and the limit is small. */
import { ok, refuse, type Result } from '../shared/result';

export async function readJson(
	request: Request,
	maxBytes: number,
): Promise<Result<unknown, 'not-json' | 'too-large' | 'malformed'>> {
	const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
	if (type !== 'application/json') return refuse('not-json');
	const declared = Number(request.headers.get('content-length') ?? Infinity);
	// The server takes no byte more than was declared.
	if (declared <= maxBytes) return parse(new Uint8Array(await request.arrayBuffer()));

	const chunks: Uint8Array[] = [];
	let size = 0;
	const reader = request.body?.getReader();
	if (declared !== Infinity) {
		void drain(reader);
		return refuse('too-large');
	}
	for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
		size += part.value.length;
		if (size > maxBytes) {
			void drain(reader);
			return refuse('too-large');
		}
		chunks.push(part.value);
	}
	return parse(Buffer.concat(chunks));
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function parse(bytes: Uint8Array): Result<unknown, 'malformed'> {
	try {
		return ok(JSON.parse(utf8.decode(bytes)));
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

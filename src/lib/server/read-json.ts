/** Reads a JSON body within a limit. Depth needs none of its own: JSON.parse is iterative and the limit is small. */
import { ok, refuse, type Result } from '../shared/result';

export async function readJson(
	request: Request,
	maxBytes: number,
): Promise<Result<unknown, 'not-json' | 'too-large' | 'malformed'>> {
	const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
	if (type !== 'application/json') return refuse('not-json');
	if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return refuse('too-large');
	const chunks: Uint8Array[] = [];
	let size = 0;
	const reader = request.body?.getReader();
	// The length may be missing or a lie; what counts is what arrives.
	for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
		size += part.value.length;
		if (size > maxBytes) {
			// Not awaited: the body may have a second reader, and then this settles only with that one.
			void reader?.cancel().catch(() => {});
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

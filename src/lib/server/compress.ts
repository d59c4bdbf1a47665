import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const gzipAsync = promisify(gzip);

/** Below this, a response fits into one packet anyway. */
const SMALL = 1_024;

const COMPRESSIBLE =
	/^(?:text\/(?:html|css|csv|javascript|plain)|application\/(?:[\w.-]+\+)?json|application\/javascript|image\/svg\+xml)\b/i;

/** Compresses what Kit renders; the build's own files are compressed ahead. An event stream must never wait for more. */
export function compress(request: Request, response: Response): Response | Promise<Response> {
	const type = response.headers.get('content-type') ?? '';
	if (!response.body || !COMPRESSIBLE.test(type) || response.headers.has('content-encoding')) return response;

	addVary(response.headers);
	const length = response.headers.get('content-length');
	const isSmall = length !== null && Number(length) < SMALL;
	if (isSmall || !acceptsGzip(request.headers.get('accept-encoding') ?? '')) return response;

	// A file to keep may be as long as the database: it is packed while it is written.
	return response.headers.has('content-disposition') ? packedStream(response) : compressed(response);
}

function packedStream(response: Response): Response {
	const headers = new Headers(response.headers);
	headers.set('content-encoding', 'gzip');
	headers.delete('content-length');
	const { status, statusText } = response;
	const body = response.body!.pipeThrough(
		new CompressionStream('gzip') as ReadableWritablePair<Uint8Array, Uint8Array>,
	);
	return new Response(body, { status, statusText, headers });
}

async function compressed(response: Response): Promise<Response> {
	const headers = new Headers(response.headers);
	const { status, statusText } = response;
	const plain = Buffer.from(await response.arrayBuffer());
	if (plain.length < SMALL) return new Response(plain, { status, statusText, headers });
	const packed = await gzipAsync(plain, { level: 6 });
	headers.set('content-encoding', 'gzip');
	headers.set('content-length', String(packed.length));
	// A strong one would claim the same bytes in both encodings (RFC 9110, 8.8.1).
	const etag = headers.get('etag');
	if (etag && !etag.startsWith('W/')) headers.set('etag', `W/${etag}`);
	return new Response(new Uint8Array(packed), { status, statusText, headers });
}

function acceptsGzip(accepted: string): boolean {
	return accepted.split(',').some((part) => {
		const [coding = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
		return coding === 'gzip' && !parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter));
	});
}

function addVary(headers: Headers): void {
	const vary = headers.get('vary') ?? '';
	if (!/(?:^|,)\s*(?:\*|accept-encoding)\s*(?:,|$)/i.test(vary)) headers.append('vary', 'Accept-Encoding');
}

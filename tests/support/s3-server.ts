/**
 * As much of Amazon's S3 (REST API of 2006-03-01) as the store of files speaks, in memory. Each request must be signed
 * with the one key (AWS Signature Version 4), which is computed here from the specification and not by the client's
 * library: https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
 */
import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export const KEY = { accessKeyId: 'KEY/of+tests', secretAccessKey: 'secret/of+tests=', region: 'vn-1' };
const BUCKET = '/anh/';
/** Small, so that a listing takes several answers. */
const PAGE = 2;

const sha256 = (what: string | Buffer) => createHash('sha256').update(what).digest('hex');
const hmac = (key: string | Buffer, what: string) => createHmac('sha256', key).update(what).digest();
const escaped = (text: string) =>
	encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

function isSigned(request: IncomingMessage, url: URL, body: Buffer): boolean {
	const found =
		/^AWS4-HMAC-SHA256 Credential=(.+?)\/(\d{8})\/(.+?)\/s3\/aws4_request, ?SignedHeaders=(.+?), ?Signature=(\w{64})$/.exec(
			request.headers.authorization ?? '',
		);
	if (!found) return false;
	const [, id, day = '', region = '', names = '', signature] = found;
	const time = String(request.headers['x-amz-date']);
	const payload = String(request.headers['x-amz-content-sha256']);
	if (id !== KEY.accessKeyId || region !== KEY.region || !time.startsWith(day)) return false;
	if (payload !== 'UNSIGNED-PAYLOAD' && payload !== sha256(body)) return false;
	const query = [...url.searchParams]
		.map(([name, value]) => `${escaped(name)}=${escaped(value)}`)
		.sort()
		.join('&');
	const headers = names
		.split(';')
		.map((name) => `${name}:${String(request.headers[name]).trim()}\n`)
		.join('');
	const canonical = [request.method, url.pathname, query, headers, names, payload].join('\n');
	const scope = `${day}/${region}/s3/aws4_request`;
	const toSign = ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n');
	const key = ['s3', 'aws4_request'].reduce(hmac, hmac(hmac(`AWS4${KEY.secretAccessKey}`, day), region));
	return hmac(key, toSign).toString('hex') === signature;
}

export async function startS3() {
	const kept = new Map<string, { body: Buffer; type: string; at: Date }>();
	/** How many of the next requests are answered by "slow down", as S3 does at times. */
	const trouble = { left: 0 };
	const server = createServer((request, response) => {
		void answer(request).then(([status, body = '', type = 'application/xml']) => {
			response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) });
			response.end(body);
		});
	});

	async function answer(request: IncomingMessage): Promise<[number, (string | Buffer)?, string?]> {
		const body = Buffer.concat((await request.toArray()) as Buffer[]);
		const url = new URL(request.url ?? '', 'http://s3');
		if (trouble.left > 0) return [((trouble.left -= 1), 503), '<Error><Code>SlowDown</Code></Error>'];
		if (!isSigned(request, url, body)) return [403, '<Error><Code>SignatureDoesNotMatch</Code></Error>'];
		if (!url.pathname.startsWith(BUCKET)) return [404, '<Error><Code>NoSuchBucket</Code></Error>'];
		const name = url.pathname.slice(BUCKET.length);
		if (name === '') return [200, listing(url.searchParams)];
		if (request.method === 'PUT') {
			kept.set(name, { body, type: String(request.headers['content-type']), at: new Date() });
			return [200];
		}
		if (request.method === 'DELETE') return [(kept.delete(name), 204)];
		const found = kept.get(name);
		return found ? [200, found.body, found.type] : [404, '<Error><Code>NoSuchKey</Code></Error>'];
	}

	function listing(query: URLSearchParams): string {
		if (query.get('list-type') !== '2') throw new Error('only version 2 of listing');
		const from = parseInt(Buffer.from(query.get('continuation-token') ?? '', 'base64').toString()) || 0;
		const names = [...kept.keys()].sort();
		const shown = names.slice(from, from + PAGE);
		const entries = shown.map(
			(name) =>
				`<Contents><Key>${name}</Key><LastModified>${kept.get(name)!.at.toISOString()}</LastModified></Contents>`,
		);
		const rest = from + PAGE < names.length;
		// With signs in it that have to be escaped on their way back.
		const token = Buffer.from(`${from + PAGE} <&>?`).toString('base64');
		return `<?xml version="1.0"?><ListBucketResult>${entries.join('')}<IsTruncated>${rest}</IsTruncated>${
			rest ? `<NextContinuationToken>${token}</NextContinuationToken>` : ''
		}</ListBucketResult>`;
	}

	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	return {
		address: `http://127.0.0.1:${(server.address() as AddressInfo).port}${BUCKET.slice(0, -1)}`,
		kept,
		trouble,
		stop: () => new Promise((stopped) => (server.close(stopped), server.closeAllConnections())),
	};
}

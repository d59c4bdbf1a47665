/**
 * Files in a bucket of anything that speaks Amazon's S3 (REST API of 2006-03-01), addressed by path. A put of S3 is
 * whole or not at all by itself.
 */
import { createHash } from 'node:crypto';
import { AwsClient } from 'aws4fetch';
import type { FileStore, StoredFile } from './file-store';

export interface Bucket {
	/** With the bucket in its path: https://s3.example.vn/pictures */
	address: string;
	accessKeyId: string;
	secretAccessKey: string;
	region: string;
}

const PATIENCE_MS = 15_000;

export class S3Store implements FileStore {
	readonly #address: string;
	readonly #client: AwsClient;

	constructor({ address, accessKeyId, secretAccessKey, region }: Bucket) {
		this.#address = address.replace(/\/+$/, '');
		this.#client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 3 });
	}

	async put(name: string, bytes: Uint8Array, type: string): Promise<void> {
		await this.#ask(name, {
			method: 'PUT',
			body: bytes as Uint8Array<ArrayBuffer>,
			headers: {
				'content-type': type,
				'cache-control': 'public, max-age=31536000, immutable',
				// Signed along, so that nothing else arrives than what was sent.
				'x-amz-content-sha256': createHash('sha256').update(bytes).digest('hex'),
			},
		});
	}

	async open(name: string): Promise<StoredFile | undefined> {
		const answer = await this.#ask(name, {}, [404]);
		if (answer.status === 404 || !answer.body) return undefined;
		return { body: answer.body, size: Number(answer.headers.get('content-length')) };
	}

	async *list(): AsyncIterable<{ name: string; at: Date }> {
		let more: string | undefined;
		do {
			const query = new URLSearchParams({
				'list-type': '2',
				...(more ? { 'continuation-token': more } : {}),
			});
			const xml = await (await this.#ask(`?${query}`)).text();
			for (const [, entry = ''] of xml.matchAll(/<Contents>([\s\S]*?)<\/Contents>/g)) {
				yield { name: inside(entry, 'Key') ?? '', at: new Date(inside(entry, 'LastModified') ?? 0) };
			}
			more = inside(xml, 'NextContinuationToken');
		} while (more);
	}

	async remove(name: string): Promise<void> {
		await this.#ask(name, { method: 'DELETE' }, [404]);
	}

	async #ask(what: string, request: RequestInit = {}, fine: readonly number[] = []): Promise<Response> {
		const signal = AbortSignal.timeout(PATIENCE_MS);
		const answer = await this.#client.fetch(`${this.#address}/${what}`, { ...request, signal });
		if (answer.ok || fine.includes(answer.status)) return answer;
		await answer.body?.cancel();
		throw new Error(`the store of files answered ${answer.status}`);
	}
}

/** Text of the first element of that name. Ours are digests, and a token is only handed back. */
function inside(xml: string, element: string): string | undefined {
	const text = new RegExp(`<${element}>([^<]*)</${element}>`).exec(xml)?.[1];
	return text
		?.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&quot;', '"')
		.replaceAll('&amp;', '&');
}

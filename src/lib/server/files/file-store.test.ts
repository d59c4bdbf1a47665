import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { KEY, startS3 } from '../../../../tests/support/s3-server';
import { DiskStore } from './disk-store';
import type { FileStore } from './file-store';
import { S3Store } from './s3-store';

const nameOf = (bytes: Uint8Array) => `${createHash('sha256').update(bytes).digest('hex')}.webp`;

let folder: string;
let s3: Awaited<ReturnType<typeof startS3>>;
let stores: Record<'disk' | 's3', FileStore>;

beforeAll(async () => {
	folder = mkdtempSync(path.join(tmpdir(), 'hoi-dan-files-'));
	s3 = await startS3();
	stores = {
		disk: new DiskStore(path.join(folder, 'not', 'there', 'yet')),
		s3: new S3Store({ address: s3.address, ...KEY }),
	};
});
afterAll(async () => {
	rmSync(folder, { recursive: true, force: true });
	await s3.stop();
});

async function read(store: FileStore, name: string): Promise<string | undefined> {
	const file = await store.open(name);
	if (!file) return undefined;
	const text = await new Response(file.body).text();
	expect(Buffer.byteLength(text)).toBe(file.size);
	return text;
}

async function list(store: FileStore) {
	const found = [];
	for await (const one of store.list()) found.push(one);
	return found;
}

describe.each(['disk', 's3'] as const)('%s', (kind) => {
	test('what is put is there, is listed with its time, and goes when it is removed', async () => {
		const store = stores[kind];
		expect(await list(store)).toEqual([]);
		const before = Date.now() - 2_000;
		const texts = ['một', 'hai', 'ba', 'bốn', 'năm'];
		const names = texts.map((text) => nameOf(Buffer.from(text)));
		for (const [i, text] of texts.entries()) await store.put(names[i]!, Buffer.from(text), 'image/webp');
		// Again: the same, and not twice.
		await Promise.all([1, 2, 3].map(() => store.put(names[0]!, Buffer.from('một'), 'image/webp')));
		expect(await read(store, names[2]!)).toBe('ba');
		const listed = await list(store);
		expect(listed.map(({ name }) => name).sort()).toEqual([...names].sort());
		for (const { at } of listed) expect(at.getTime()).toBeGreaterThan(before);
		await store.remove(names[2]!);
		await store.remove(names[2]!);
		expect(await read(store, names[2]!)).toBeUndefined();
		expect(await list(store)).toHaveLength(4);
	});

	test('a name leads nowhere else', async () => {
		await expect(async () => {
			const found = await stores[kind].open('../../../etc/hostname');
			if (found) throw new Error('opened');
			throw new Error('not found');
		}).rejects.toThrow(/no name for a file|answered 404|answered 403|not found/);
	});
});

test('a put that is killed at any moment leaves whole files alone', async () => {
	const place = path.join(folder, 'killed');
	const code = `
		import { DiskStore } from ${JSON.stringify(path.resolve(import.meta.dirname, 'disk-store.ts'))};
		import { createHash, randomBytes } from 'node:crypto';
		const store = new DiskStore(${JSON.stringify(place)});
		for (;;) {
			const bytes = randomBytes(2_000_000);
			await store.put(createHash('sha256').update(bytes).digest('hex') + '.webp', bytes);
			process.stdout.write('.');
		}`;
	for (let round = 0; round < 3; round++) {
		const args = ['--import', 'tsx', '--input-type=module', '-e', code];
		const child = execFile(process.execPath, args, { maxBuffer: 1e9 });
		await new Promise<void>((some) => {
			let seen = 0;
			child.stdout!.on('data', () => (seen += 1) > 3 + round && some());
		});
		child.kill('SIGKILL');
		await new Promise((gone) => child.once('exit', gone));
	}
	const names = readdirSync(place).filter((name) => name.endsWith('.webp'));
	expect(names.length).toBeGreaterThan(9);
	for (const name of names) expect(nameOf(readFileSync(path.join(place, name)))).toBe(name);
	// What it was at is listed, so that it can be removed.
	const listed = await list(new DiskStore(place));
	expect(listed.length).toBe(readdirSync(place).length);
});

test('a bucket that asks to slow down is asked again; a wrong key is refused', async () => {
	s3.trouble.left = 2;
	const bytes = Buffer.from('chậm lại');
	await stores.s3.put(nameOf(bytes), bytes, 'image/webp');
	expect(s3.kept.get(nameOf(bytes))).toMatchObject({ body: bytes, type: 'image/webp' });
	const stranger = new S3Store({ address: s3.address, ...KEY, secretAccessKey: 'wrong' });
	await expect(stranger.put('x.webp', bytes, 'image/webp')).rejects.toThrow('answered 403');
	await expect(stranger.open(nameOf(bytes))).rejects.toThrow('answered 403');
});

/** How a picture leaves the server: as a picture and nothing else, whoever opens its address, and for ever the same. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DiskStore } from '../../src/lib/server/files/disk-store.ts';
import { reencode, type MadePicture } from '../../src/lib/topics/server/pictures/reencode.ts';
import { openDb, openPool } from '../../src/lib/server/db/client.ts';
import { startApp } from '../support/app-process.ts';
import { makeCitizen, makeSession } from '../support/citizens.ts';
import { freshDatabase } from '../support/database.ts';
import { jpeg } from '../support/pictures.ts';
import type { TestDatabase } from '../support/template.ts';

let database: TestDatabase;
let app: Awaited<ReturnType<typeof startApp>>;
let folder: string;
let made: MadePicture;

beforeAll(async () => {
	database = await freshDatabase();
	folder = mkdtempSync(path.join(tmpdir(), 'hoi-dan-pictures-'));
	const result = await reencode(await jpeg());
	if (!result.ok) throw new Error(result.reason);
	made = result.value;
	for (const { name, bytes } of made.files) await new DiskStore(folder).put(name, bytes);
	app = await startApp({ databaseUrl: database.appUrl, env: { PICTURE_STORE: folder } });
	await app.waitReady();
});
afterAll(async () => {
	await app?.stop();
	await database?.drop();
	rmSync(folder, { recursive: true, force: true });
});

const get = (name: string, headers: Record<string, string> = {}) =>
	fetch(`http://127.0.0.1:${app.port}/pictures/${name}`, { headers });

test('each file is served as what it is, to be kept for ever, and nothing runs in it', async () => {
	for (const { name, bytes, type } of made.files) {
		const answer = await get(name);
		expect(answer.status).toBe(200);
		expect(Object.fromEntries(answer.headers)).toMatchObject({
			'content-type': type,
			'content-length': String(bytes.length),
			'cache-control': 'public, max-age=31536000, immutable',
			'x-content-type-options': 'nosniff',
			'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
		});
		expect(answer.headers.getSetCookie()).toEqual([]);
		expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
		expect((await get(name, { 'if-none-match': answer.headers.get('etag')! })).status).toBe(304);
	}
});

test('no other name leads anywhere', async () => {
	for (const name of [
		`${'0'.repeat(64)}.webp`,
		`${'0'.repeat(64)}.html`,
		'..%2f..%2fetc%2fpasswd',
		'unfinished-0',
	]) {
		expect((await get(name)).status, name).toBe(404);
	}
});

test('of more pictures at once than are made, the last are told when to come again, and lose no word', async () => {
	const db = openDb(openPool(database.appUrl, 1));
	const editor = await makeSession(db, await makeCitizen(db, { roles: ['editor'] }));
	await db.destroy();
	const bytes = new Uint8Array(await jpeg());
	const send = () => {
		const body = new FormData();
		body.set('do', 'send-picture');
		body.set('title_vi', 'Giữ lại chữ này');
		body.set('picture', new Blob([bytes], { type: 'image/jpeg' }), 'a.jpg');
		return fetch(`${app.origin}/desk/topics/new?/edit`, {
			method: 'POST',
			headers: { accept: 'text/html', origin: app.origin, cookie: `s=${editor}` },
			body,
		});
	};
	const answers = await Promise.all(Array.from({ length: 12 }, send));
	const busy = answers.filter(({ status }) => status === 503);
	expect(answers.filter(({ status }) => status === 200).length + busy.length).toBe(12);
	expect(busy.length).toBeGreaterThan(0);
	for (const answer of busy) {
		expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
		expect(await answer.text()).toContain('Giữ lại chữ này');
	}
});

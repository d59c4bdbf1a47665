import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, expect, test, vi } from 'vitest';
import { findRunningDatabase } from '../../scripts/demo/running-database.ts';
import { readOrMakeSecrets } from '../../scripts/demo/secrets.ts';
import { removeEmbedded, startEmbedded } from '../../scripts/postgres/embedded.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'hoi-dan-test-'));
chmodSync(folder, 0o755); // if root runs this, PostgreSQL runs as another
const dataDir = path.join(folder, 'postgres');
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
afterAll(async () => {
	await removeEmbedded({ dataDir });
	rmSync(folder, { recursive: true });
});

async function ask(url: string, question: string) {
	const client = new pg.Client({ connectionString: url });
	client.on('error', () => {}); // these tests kill its server
	await client.connect();
	const { rows } = await client.query(question);
	await client.end();
	return rows;
}

const postmaster = () => Number(readFileSync(path.join(dataDir, 'postmaster.pid'), 'utf8').split('\n')[0]);

test('a PostgreSQL that a killed run left up is taken over', async () => {
	const first = await startEmbedded({ dataDir });
	await ask(first.url, 'CREATE TABLE kept AS SELECT 1 AS n');
	const second = await startEmbedded({ dataDir });
	expect(second.port).toBe(first.port);
	expect(await ask(second.url, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
});

test('a PostgreSQL that was killed itself comes back with its data', async () => {
	process.kill(postmaster(), 'SIGKILL');
	const { url, stop, revive } = await startEmbedded({ dataDir });
	expect(await ask(url, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
	expect(await revive(), 'it runs').toBe(false);
	process.kill(postmaster(), 'SIGKILL');
	await vi.waitFor(async () => expect(await revive()).toBe(true));
	expect(await ask(url, 'SELECT n FROM kept'), 'at the same address').toEqual([{ n: 1 }]);
	await stop();
	expect(existsSync(path.join(dataDir, 'postmaster.pid'))).toBe(false);
});

test('a note that names another program is not believed', async () => {
	const note = [process.pid, dataDir, 1, 5432, '', '127.0.0.1', '', 'ready', ''].join('\n');
	writeFileSync(path.join(dataDir, 'postmaster.pid'), note);
	const { url } = await startEmbedded({ dataDir });
	expect(postmaster()).not.toBe(process.pid);
	expect(await ask(url, 'SELECT n FROM kept')).toEqual([{ n: 1 }]);
});

test('the database of a demo is found while it runs, and where there is no demo nothing is made', async () => {
	expect(await findRunningDatabase(folder)).toBeUndefined();
	expect(existsSync(path.join(folder, 'secrets.json'))).toBe(false);
	// As a demo that was never started before makes them.
	await removeEmbedded({ dataDir });
	const { APP_PASSWORD } = readOrMakeSecrets(folder);
	const { port, stop } = await startEmbedded({ dataDir });
	expect(await findRunningDatabase(folder)).toBe(
		`postgres://hoidan_app_demo:${APP_PASSWORD}@127.0.0.1:${port}/hoidan`,
	);
	await stop();
	expect(await findRunningDatabase(folder)).toBeUndefined();
});

test('data of another major version is refused in words', async () => {
	await removeEmbedded({ dataDir });
	const { stop } = await startEmbedded({ dataDir });
	await stop();
	writeFileSync(path.join(dataDir, 'PG_VERSION'), '11\n');
	await expect(startEmbedded({ dataDir })).rejects.toThrow('made by PostgreSQL 11');
});

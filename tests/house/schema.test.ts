import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/template.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const run = promisify(execFile);

let database: TestDatabase;
beforeAll(async () => {
	database = await freshDatabase();
});
afterAll(() => database?.drop());

test('the committed types are those of the migrated database (if not: npm run db:types)', async () => {
	const args = ['--verify', '--config-file', '.kysely-codegenrc.json', '--url', database.ownerUrl];
	const verified = run(process.execPath, ['node_modules/.bin/kysely-codegen', ...args], { cwd: ROOT });
	await expect(verified).resolves.toBeDefined();
}, 30_000);

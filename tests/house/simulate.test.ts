/** `npm run simulate`: sample citizens sign in at the demo's identity provider, vote and comment, on this machine alone. */
import { execFile } from 'node:child_process';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startIdentityProvider, type IdentityProvider } from '../../scripts/identity-provider/server.ts';
import { wire } from '../../scripts/identity-provider/wiring.ts';
import { insertPeople } from '../../scripts/seed/insert-people.ts';
import { LocalBrowser } from '../../scripts/simulate/local-browser.ts';
import { findFreePorts } from '../../scripts/support/ports.mjs';
import { startApp, TEST_SECRETS } from '../support/app-process.ts';
import { freshDatabase } from '../support/database.ts';
import { makePoll, readCounts } from '../support/polls.ts';
import type { TestDatabase } from '../support/template.ts';

let database: TestDatabase;
let owner: pg.Client;
let provider: IdentityProvider;
let app: Awaited<ReturnType<typeof startApp>>;

beforeAll(async () => {
	database = await freshDatabase();
	owner = new pg.Client({ connectionString: database.ownerUrl });
	await owner.connect();
	await insertPeople(owner, Buffer.from(TEST_SECRETS.IDENTITY_KEY, 'base64url'), 0);
	const port = await findFreePorts(2);
	const place = {
		appOrigin: `http://localhost:${port}`,
		port: port + 1,
		host: '127.0.0.1',
		clientSecret: TEST_SECRETS.APP_SECRET,
	};
	const wiring = wire(place);
	provider = await startIdentityProvider({ ...place, issuer: wiring.issuer });
	app = await startApp({ databaseUrl: database.appUrl, port, env: wiring.app });
	await app.waitReady();
});
afterAll(async () => {
	await app?.stop();
	await provider?.stop();
	await owner?.end();
	await database?.drop();
});

interface Ended {
	code: number | null;
	output: string;
}

function simulate(poll: string, more: string[] = []): Promise<Ended> {
	const wishes = ['--poll', poll, '--voters', '10', '--seconds', '1', '--url', app.origin, ...more];
	return new Promise((resolve) => {
		const child = execFile(
			process.execPath,
			['--import', 'tsx', 'scripts/simulate.ts', ...wishes],
			(_, stdout, stderr) => resolve({ code: child.exitCode, output: stdout + stderr }),
		);
	});
}

test('ten citizens sign in and vote, and what three of them write waits at the desk', async () => {
	const poll = await makePoll(database.ownerUrl, { level: 'citizens', kind: 'rating-5' });
	const { code, output } = await simulate(poll.slug, ['--comments', '3']);
	expect({ code, output }).toMatchObject({
		code: 0,
		output: expect.stringMatching(/counted +10 /) as string,
	});
	const counts = await readCounts(owner, poll.id);
	expect(counts.ballots).toEqual({ verified: 10 });
	expect(counts.turnout).toEqual(counts.ballots);
	const { rows } = await owner.query<{ state: string; display_name: string | null }>(
		`SELECT c.state, p.display_name FROM comment c JOIN thread t ON t.id = c.thread_id JOIN person p ON p.id = c.author_id
		WHERE t.poll_id = $1`,
		[poll.id],
	);
	expect(rows.map(({ state }) => state)).toEqual(['held', 'held', 'held']);
	expect(rows.every(({ display_name }) => display_name)).toBe(true);
});

test('in an open poll both classes move', async () => {
	const poll = await makePoll(database.ownerUrl, { kind: 'multiple', options: 4 });
	const { code, output } = await simulate(poll.slug);
	expect({ code, output }).toMatchObject({ code: 0 });
	expect((await readCounts(owner, poll.id)).ballots).toEqual({ verified: 2, unverified: 8 });
});

test('whoever a poll does not ask is told of as such, and nobody voting is a failure', async () => {
	const poll = await makePoll(database.ownerUrl, { level: 'citizens', minAge: 120 });
	const { code, output } = await simulate(poll.slug);
	expect(output).toMatch(/refused +10\n +10 +not eligible/);
	expect(code).toBe(1);
});

test.each([
	['another machine', ['--url', 'http://example.org'], /only go to a demo on this machine/],
	['more citizens than there are', ['--voters', '1001'], /has 1000/],
	['more comments than voters', ['--comments', '11'], /can't be more than --voters/],
])('%s is refused before anything is sent', async (_, more, words) => {
	const poll = await makePoll(database.ownerUrl, { level: 'citizens' });
	const { code, output } = await simulate(poll.slug, more);
	expect(output).toMatch(words);
	expect(code).toBe(1);
	expect((await readCounts(owner, poll.id)).rows).toBe(0);
});

test('somebody simulated follows no redirect away from this machine', async () => {
	await expect(new LocalBrowser().follow('http://localhost.example.org/')).rejects.toThrow(
		/stay on this machine/,
	);
	await expect(new LocalBrowser().follow('http://127.0.0.1.example.org/')).rejects.toThrow(
		/stay on this machine/,
	);
});

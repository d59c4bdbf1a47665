/** Open desks hear by themselves who opens a comment, who lets go of it, and whose claim ran out though nobody did anything. */
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDb, openPool } from '../../src/lib/server/db/client';
import { startApp } from '../support/app-process.ts';
import { makeSession } from '../support/citizens.ts';
import { openEventStream } from '../support/event-stream.ts';
import { openTestDesk } from '../support/moderation.ts';

type App = Awaited<ReturnType<typeof startApp>>;

let desk: Awaited<ReturnType<typeof openTestDesk>>;
let app: App;
let owner: pg.Client;

beforeAll(async () => {
	desk = await openTestDesk();
	await desk.renew();
	owner = new pg.Client({ connectionString: desk.database.ownerUrl });
	await owner.connect();
	app = await startApp({ databaseUrl: desk.database.appUrl });
	await app.waitReady();
});
afterAll(async () => {
	await app?.stop();
	await owner?.end();
	await desk?.close();
});

test('a claim is told as it is made, as it runs out and as it is let go of', async () => {
	const db = openDb(openPool(desk.database.appUrl, 1));
	const cookie = `s=${await makeSession(db, desk.lan.personId)}`;
	await db.destroy();
	const { id } = await desk.held();
	const stream = await openEventStream(`${app.origin}/moderation/live`, { cookie });
	const isDesk = (block: string) => block.startsWith('event: desk');
	await stream.wait(isDesk, 5_000);
	const told = () => stream.blocks.filter(isDesk).length;
	const next = async (act?: () => Promise<unknown>) => {
		const before = told();
		await act?.();
		await stream.wait(() => told() > before, 5_000);
	};
	const claims = async () => {
		const response = await fetch(`${app.origin}/moderation/claims?of=${id}`, { headers: { cookie } });
		return (await response.json()) as Record<string, string>;
	};
	const claim = (seconds: number) =>
		owner.query(
			`INSERT INTO claim (comment_id, moderator_id, expires_at) VALUES ($1, $2, clock_timestamp() + make_interval(secs => $3))
				ON CONFLICT (comment_id) DO UPDATE SET expires_at = excluded.expires_at`,
			[id, desk.minh.personId, seconds],
		);

	await next(() => claim(3));
	expect(await claims()).toEqual({ [id]: 'Minh' });
	await next();
	expect(await claims()).toEqual({});

	await next(() => claim(120));
	expect(await claims()).toEqual({ [id]: 'Minh' });
	await next(() => owner.query('DELETE FROM claim WHERE comment_id = $1', [id]));
	expect(await claims()).toEqual({});
	stream.close();
}, 30_000);

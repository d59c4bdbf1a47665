import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { TEST_SECRETS } from '../../../../../tests/support/app-process';
import { makeCitizen, makeSession } from '../../../../../tests/support/citizens';
import { freshDatabase } from '../../../../../tests/support/database';
import type { TestDatabase } from '../../../../../tests/support/template';
import type { Db } from '../../../server/db/client';
import type { Actor } from '../../actor';

let database: TestDatabase;
let db: Db;
let contact: ReturnType<typeof import('./contact-email').openContactEmail>;
let actor: Actor;
let made = 0;
let code = '';
const write = (text: string) => {
	code = text;
	return { subject: 'Mã', text };
};

beforeAll(async () => {
	database = await freshDatabase();
	Object.assign(process.env, {
		DATABASE_URL: database.appUrl,
		ORIGIN: 'http://localhost',
		SMTP_URL: 'smtp://127.0.0.1:9',
		MAIL_FROM: 'hoidan@example.vn',
		...TEST_SECRETS,
	});
	const { openDb, openPool } = await import('../../../server/db/client');
	db = openDb(openPool(database.appUrl, 6));
	contact = (await import('./contact-email')).openContactEmail(() => db);
});
afterAll(async () => {
	await db.destroy();
	await database.drop();
});
beforeEach(async () => {
	actor = await makeActor(await makeCitizen(db));
});

async function makeActor(personId: string): Promise<Actor> {
	const token = await makeSession(db, personId, 'one-factor');
	return {
		personId,
		sessionId: token.split('.')[0]!,
		displayName: null,
		verified: true,
		area: null,
		birthYear: null,
		grants: [],
		assurance: 'one-factor',
		authenticatedAt: new Date(),
	};
}

const ask = (email = `ai-${++made}@example.vn`, who = actor) =>
	contact.askForCode(who, { email, ip: `192.0.2.${made % 250}`, write });
const wrong = () => (code === '000000' ? '000001' : '000000');

test('an address counts once its code has come back, and is kept sealed', async () => {
	await ask('Ai.Do@example.vn');
	expect(code).toMatch(/^\d{6}$/);
	expect(await contact.readPending(actor)).toBe('Ai.Do@example.vn');
	expect(await contact.readConfirmed(actor.personId)).toBeUndefined();
	expect(await contact.confirm(actor, code)).toEqual({ ok: true, value: null });
	expect(await contact.readConfirmed(actor.personId)).toBe('Ai.Do@example.vn');
	expect(await contact.confirm(actor, code)).toEqual({ ok: false, reason: 'code-over' });
	const row = await db.selectFrom('contactEmail').select('sealed').executeTakeFirstOrThrow();
	expect(row.sealed.includes('example')).toBe(false);
	await contact.remove(actor);
	expect(await contact.readConfirmed(actor.personId)).toBeUndefined();
});

test('a code means nothing in another session', async () => {
	await ask();
	const mine = code;
	const other = await makeActor(actor.personId);
	await ask(undefined, other);
	expect(await contact.confirm(other, mine)).toMatchObject({ ok: mine === code });
	expect(await contact.confirm(actor, mine)).toMatchObject({ ok: true });
});

test('five wrong tries end a code, and the right one is one of them', async () => {
	await ask();
	for (let i = 0; i < 5; i++) {
		expect(await contact.confirm(actor, wrong())).toEqual({ ok: false, reason: 'code-wrong' });
	}
	expect(await contact.confirm(actor, code)).toEqual({ ok: false, reason: 'code-tries' });
	await ask();
	expect(await contact.confirm(actor, code)).toMatchObject({ ok: true });
});

test('a code that is over confirms nothing', async () => {
	await ask();
	await db
		.updateTable('emailCode')
		.set({ expiresAt: new Date(Date.now() - 1_000) })
		.where('sessionId', '=', actor.sessionId)
		.execute();
	expect(await contact.confirm(actor, code)).toEqual({ ok: false, reason: 'code-over' });
});

test('two tabs that confirm at once confirm one address', async () => {
	await ask();
	const outcomes = await Promise.all([contact.confirm(actor, code), contact.confirm(actor, code)]);
	expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
});

test('an address is written to three times in a quarter of an hour, whoever asks', async () => {
	const outcomes = [];
	for (let i = 0; i < 8; i++) {
		const who = await makeActor(await makeCitizen(db));
		outcomes.push((await ask(i % 2 ? 'NHIEU@example.vn' : 'nhieu@example.vn', who)).ok);
	}
	// Another quarter may begin on the way.
	expect([3, 4, 5, 6]).toContain(outcomes.filter(Boolean).length);
});

/** Moderators hear of what waits in their areas as they chose, and nothing once the role is gone. */
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeActor } from '../../../../../tests/support/comments';
import { openMailDesk } from '../../../../../tests/support/notice-mail';
import type { Actor } from '../../../people/actor';
import type { DeskLetter, DeskWish } from '../../mail-wish';

let desk: Awaited<ReturnType<typeof openMailDesk>>;
let verbs: typeof import('./mail-desk') & typeof import('./wishes') & typeof import('../../mail-words');
let letters: DeskLetter[] = [];
let made = 0;

beforeAll(async () => {
	desk = await openMailDesk();
	verbs = {
		...(await import('./mail-desk')),
		...(await import('./wishes')),
		...(await import('../../mail-words')),
	};
	await sql`INSERT INTO area (code) VALUES ('xa-a'), ('xa-b')`.execute(desk.owner);
});
afterAll(() => desk?.close());
beforeEach(async () => {
	await sql`DELETE FROM comment`.execute(desk.owner);
	await sql`DELETE FROM contact_email`.execute(desk.owner);
	letters = [];
	await desk.renew();
});

async function reader(area: string | null, wish: Partial<DeskWish> = {}): Promise<Actor> {
	const made = await makeActor(desk.db);
	await desk.db
		.insertInto('roleGrant')
		.values({ personId: made.personId, role: 'moderator', areaCode: area })
		.execute();
	const actor: Actor = { ...made, grants: [{ role: 'moderator', area }] };
	await desk.confirmAddress(actor.personId);
	const chosen = { rhythm: 'at-once' as const, hour: 7, lang: 'vi' as const, afterHours: 4, ...wish };
	expect(await verbs.chooseDeskMail(desk.db, actor, chosen)).toMatchObject({ ok: true });
	return actor;
}

/** What waits in the area, since so many hours. */
async function waits(area: string | null, hours: number): Promise<void> {
	await desk.renew();
	const { id } = await desk.held(`Điều riêng tư số ${++made}`);
	await sql`UPDATE thread SET area_code = ${area} WHERE id = (SELECT thread_id FROM comment WHERE id = ${id})`.execute(
		desk.owner,
	);
	await sql`UPDATE comment SET state_since = state_since - make_interval(hours => ${hours}) WHERE id = ${id}`.execute(
		desk.owner,
	);
}

/** As if the last mail, or the choice, lay so far back. */
const later = (interval: string) =>
	sql`UPDATE mail_wish SET mailed_at = mailed_at - ${interval}::interval`.execute(desk.owner);

const mail = () =>
	verbs.mailDesk(desk.db, (letter) => {
		letters.push(letter);
		return verbs.writeDeskLetter(letter);
	});

test('one is told when something waits too long, of the own areas alone, and not again at once', async () => {
	await waits('xa-a', 5);
	await waits('xa-a', 1);
	await waits('xa-b', 30);
	await reader('xa-a');
	expect(await mail(), 'not for what was there when it was chosen').toBe(0);
	await later('4 hours');
	expect(await mail()).toBe(1);
	expect(letters[0]!.counts).toMatchObject({ waiting: 2, reported: 0, appeals: 0 });
	expect(letters[0]!.longest.map(({ waited }) => Math.round(waited / 3_600))).toEqual([5, 1]);
	const { text, html } = verbs.writeDeskLetter(letters[0]!);
	expect(text).toContain('https://hoidan.example.vn/moderation?thread=');
	for (const form of [text, html]) expect(form).not.toContain('riêng tư');
	expect(await mail()).toBe(0);
	await later('4 hours');
	expect(await mail()).toBe(1);
});

test('nothing that waits long enough is nothing to tell', async () => {
	await waits('xa-a', 3);
	await reader('xa-a');
	await later('1 day');
	expect(await mail()).toBe(0);
});

test('once a day at the hour that was chosen, where something waits', async () => {
	await waits('xa-b', 0);
	await reader('xa-a', { rhythm: 'daily' });
	await reader(null, { rhythm: 'daily', lang: 'en' });
	await later('25 hours');
	expect(await mail()).toBe(1);
	expect(letters[0]).toMatchObject({ lang: 'en', rhythm: 'daily', counts: { waiting: 1 } });
	expect(await mail()).toBe(0);
});

test('whoever lost the role, or never had it, hears nothing', async () => {
	await waits('xa-a', 9);
	const { personId } = await reader('xa-a');
	await later('1 day');
	await desk.db.deleteFrom('roleGrant').where('personId', '=', personId).execute();
	expect(await mail()).toBe(0);
	const citizen = await makeActor(desk.db);
	expect(
		await verbs.chooseDeskMail(desk.db, citizen, { rhythm: 'daily', hour: 7, lang: 'vi', afterHours: 4 }),
	).toEqual({ ok: false, reason: 'not-allowed' });
});

/** Whoever edits for an area writes, opens and closes the polls of those who live in it, and touches no others. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { setThread } from '../../src/lib/comments/server/set-thread';
import { saveNotice } from '../../src/lib/notices/server/save-notice';
import type { Actor } from '../../src/lib/people/actor';
import { readScope } from '../../src/lib/people/server/scope';
import { checkPollForm, type PollDraft } from '../../src/lib/polls/desk/check-form';
import { emptyPollForm } from '../../src/lib/polls/desk/poll-form';
import { findDeskPoll, listDeskPolls } from '../../src/lib/polls/server/desk/desk-reads';
import { duplicatePoll } from '../../src/lib/polls/server/desk/duplicate-poll';
import { moveClosing } from '../../src/lib/polls/server/desk/move-closing';
import {
	archivePoll,
	deleteDraft,
	publishPoll,
	takeBackPoll,
} from '../../src/lib/polls/server/desk/move-poll';
import { createPoll, saveDraft } from '../../src/lib/polls/server/desk/save-draft';
import { openDb, openPool, type Db } from '../../src/lib/server/db/client';
import { formatVietnamTime } from '../../src/lib/shared/vietnam-time';
import { publishTopic } from '../../src/lib/topics/server/desk/move-topic';
import { makeActor } from '../support/actors';
import { startApp } from '../support/app-process.ts';
import { Browser } from '../support/browser.ts';
import { makeCitizen, makeSession } from '../support/citizens.ts';
import { freshDatabase } from '../support/database.ts';
import { makePoll } from '../support/polls';
import type { TestDatabase } from '../support/template.ts';

const HOUR = 3_600_000;
const NOWHERE = '00000000-0000-4000-8000-000000000000';
const reason = 'Nhiều nơi mất điện trong ngày cuối.';

let database: TestDatabase;
let db: Db;
let local: Actor;
let made = 0;

beforeAll(async () => {
	database = await freshDatabase();
	db = openDb(openPool(database.appUrl, 4));
	await db
		.insertInto('area')
		.values([{ code: 'xa' }, { code: 'xa-khac' }])
		.execute();
	await db.insertInto('area').values({ code: 'thon', parentCode: 'xa' }).execute();
});
afterAll(async () => {
	await db?.destroy();
	await database?.drop();
});
beforeEach(async () => {
	local = await makeActor(db, 'editor', { grants: [{ role: 'editor', area: 'xa' }] });
});

function draftFor(area: string): PollDraft {
	const inHours = (hours: number) => formatVietnamTime(new Date(Date.now() + hours * HOUR));
	const checked = checkPollForm({
		...emptyPollForm({ opensAt: inHours(1), closesAt: inHours(48) }),
		slug: `khu-vuc-${++made}`,
		question: { vi: 'Đường nào cần sửa trước?', en: '' },
		options: [
			{ vi: 'Đường ra chợ', en: '' },
			{ vi: 'Đường ra bến', en: '' },
		],
		...(area ? { level: 'citizens', area } : {}),
	});
	if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
	return checked.draft;
}

test.each(['xa', 'thon'])('for those of %s they write, open and close', async (area) => {
	const created = await createPoll(db, local, { draft: draftFor(area) });
	if (!created.ok) throw new Error(created.reason);
	const id = created.value;
	const scope = await readScope(db, local, 'poll.edit');
	expect(await findDeskPoll(db, scope, id)).toMatchObject({ id });
	const draft = { ...draftFor(area), opensAt: new Date(Date.now() - HOUR) };
	expect(await saveDraft(db, local, { id, version: 1, draft })).toMatchObject({ ok: true });
	expect(await publishPoll(db, local, { id, version: 2 })).toMatchObject({ ok: true });
	expect(await moveClosing(db, local, { id, closesAt: 'now', reason })).toMatchObject({ ok: true });
	expect(await archivePoll(db, local, { id })).toMatchObject({ ok: true });
});

test.each([
	['everybody', ''],
	['those of another area', 'xa-khac'],
])('a poll for %s is not theirs to write', async (_, area) => {
	const refused = { ok: false, reason: 'area-not-yours' };
	expect(await createPoll(db, local, { draft: draftFor(area) })).toEqual(refused);
	const own = await createPoll(db, local, { draft: draftFor('xa') });
	if (!own.ok) throw new Error(own.reason);
	expect(await saveDraft(db, local, { id: own.value, version: 1, draft: draftFor(area) })).toEqual(refused);
});

test.each<['editor' | 'administrator', string | undefined]>([
	['editor', undefined],
	['editor', 'xa-khac'],
	['administrator', undefined],
	['administrator', 'xa-khac'],
])('an %s of an area neither finds nor moves a poll that asks %s', async (role, eligibleArea) => {
	const by = { ...local, grants: [{ role, area: 'xa' }] };
	const wishes = { ...(eligibleArea ? { eligibleArea, level: 'citizens' as const } : {}) };
	const open = await makePoll(database.ownerUrl, wishes);
	const later = await makePoll(database.ownerUrl, { ...wishes, opensAt: '1 hour', closesAt: '2 hours' });
	const over = await makePoll(database.ownerUrl, { ...wishes, opensAt: '-2 hours', closesAt: '-1 hour' });
	const draft = await makePoll(database.ownerUrl, { ...wishes, state: 'draft' });

	const scope = await readScope(db, by, 'poll.edit');
	expect(await findDeskPoll(db, scope, open.id)).toBeUndefined();
	const seen = (await listDeskPolls(db, scope, { lang: 'vi' })).map(({ id }) => id);
	expect(seen).not.toContain(draft.id);

	const times = { opensAt: new Date(), closesAt: new Date(Date.now() + HOUR) };
	const settings = { mode: 'closed', closesAt: null, areaCode: null } as const;
	const outcomes = await Promise.all([
		moveClosing(db, by, { id: open.id, closesAt: 'now', reason }),
		takeBackPoll(db, by, { id: later.id }),
		archivePoll(db, by, { id: over.id }),
		saveDraft(db, by, { id: draft.id, version: 1, draft: draftFor('xa') }),
		publishPoll(db, by, { id: draft.id, version: 1 }),
		deleteDraft(db, by, { id: draft.id }),
		duplicatePoll(db, by, { id: open.id, ...times }),
		setThread(db, by, { kind: 'poll', id: open.id, settings, seen: { ...settings, mode: 'before' } }),
	]);
	expect(outcomes).toEqual(outcomes.map(() => ({ ok: false, reason: 'not-allowed' })));
});

test('topics and notices are read by all, so they are not for whoever edits for an area', async () => {
	const not = { ok: false, reason: 'not-allowed' };
	expect(await publishTopic(db, local, { id: NOWHERE, version: 1 })).toEqual(not);
	const now = new Date();
	const content = { place: 'home', importance: 'note', originalLang: 'vi', texts: [] } as const;
	const notice = { ...content, texts: [{ lang: 'vi' as const, body: 'Nghỉ' }], startsAt: now, endsAt: now };
	expect(await saveNotice(db, local, { id: NOWHERE, version: 1, content: notice })).toEqual(not);
});

test('at the desk they see their polls alone, and are told whom a poll of theirs may ask', async () => {
	const app = await startApp({ databaseUrl: database.appUrl });
	try {
		await app.waitReady();
		const person = await makeCitizen(db, { areaCode: 'xa' });
		await db.insertInto('roleGrant').values({ personId: person, role: 'editor', areaCode: 'xa' }).execute();
		const editor = new Browser();
		editor.cookies(app.origin).set('s', await makeSession(db, person));
		const others = await makePoll(database.ownerUrl, { question: 'Hỏi cả tỉnh?' });
		const desk = await (await editor.ask(`${app.origin}/desk/polls`)).text();
		expect(desk).not.toContain('Hỏi cả tỉnh?');
		expect(desk).not.toContain('/desk/topics');
		for (const path of ['topics', 'topics/new', 'notices']) {
			expect((await editor.ask(`${app.origin}/desk/${path}`)).status, path).toBe(403);
		}
		for (const path of ['', '/open', '/closing']) {
			const address = `${app.origin}/desk/polls/${others.id}${path}`;
			expect((await editor.ask(address)).status, path).toBe(404);
		}
		const blank = await (await editor.ask(`${app.origin}/desk/polls/new`)).text();
		expect(blank).toContain('value="xa"');
		expect(blank).not.toContain('value="xa-khac"');
		const [opensAt, closesAt] = [HOUR, 48 * HOUR].map((ahead) =>
			formatVietnamTime(new Date(Date.now() + ahead)),
		);
		const { response } = await editor.submit(`${app.origin}/desk/polls/new?/edit`, {
			...{ do: 'save', question_vi: 'Cả tỉnh nghĩ gì?', kind: 'rating-5', level: 'open' },
			...{ opensAt: opensAt!, closesAt: closesAt! },
		});
		expect(response.status).toBe(409);
		expect(await response.text()).toContain('địa bàn bạn phụ trách');
	} finally {
		await app.stop();
	}
});

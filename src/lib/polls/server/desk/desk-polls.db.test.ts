import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import pg from 'pg';
import { makeActor } from '../../../../../tests/support/actors';
import { freshDatabase } from '../../../../../tests/support/database';
import { makePoll } from '../../../../../tests/support/polls';
import type { TestDatabase } from '../../../../../tests/support/template';
import type { Actor } from '../../../people/actor';
import { openDb, openPool, type Db } from '../../../server/db/client';
import { formatVietnamTime } from '../../../shared/vietnam-time';
import { checkPollForm, type PollDraft } from '../../desk/check-form';
import { emptyPollForm, type PollForm } from '../../desk/poll-form';
import { findPoll } from '../reads';
import { findDeskPoll, listDeskPolls } from './desk-reads';
import { duplicatePoll } from './duplicate-poll';
import { moveClosing } from './move-closing';
import { archivePoll, deleteDraft, publishPoll, takeBackPoll } from './move-poll';
import { createPoll, saveDraft } from './save-draft';

let database: TestDatabase;
let db: Db;
let other: Db;
let owner: pg.Client;
let by: Actor;
let colleague: Actor;
let made = 0;

beforeAll(async () => {
	database = await freshDatabase();
	// Two pools of one connection each: two processes.
	[db, other] = [openDb(openPool(database.appUrl, 1)), openDb(openPool(database.appUrl, 1))];
	owner = new pg.Client({ connectionString: database.ownerUrl });
	await owner.connect();
	[by, colleague] = [await makeActor(db, 'editor'), await makeActor(db, 'administrator')];
});
afterAll(async () => {
	await Promise.all([db.destroy(), other.destroy(), owner.end()]);
	await database.drop();
});

const HOUR = 3_600_000;
const inHours = (hours: number) => formatVietnamTime(new Date(Date.now() + hours * HOUR));

function typed(changes: Partial<PollForm> = {}): PollForm {
	return {
		...emptyPollForm({ opensAt: inHours(1), closesAt: inHours(48) }),
		slug: `ban-nhap-${++made}`,
		question: { vi: 'Đường nào cần sửa trước? 🛣️', en: '' },
		options: [
			{ vi: 'Đường ra chợ', en: '' },
			{ vi: 'שביל הגן', en: '' },
		],
		...changes,
	};
}

function draftOf(form: PollForm): PollDraft {
	const checked = checkPollForm(form);
	if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
	return checked.draft;
}

async function created(changes: Partial<PollForm> = {}): Promise<string> {
	const result = await createPoll(db, by, { draft: draftOf(typed(changes)) });
	if (!result.ok) throw new Error(result.reason);
	return result.value;
}

const read = async (id: string) => (await findDeskPoll(db, null, id))!;
const actionsOn = async (id: string) =>
	(
		await owner.query(`SELECT action FROM audit_entry WHERE subject = 'poll/' || $1 ORDER BY seq`, [id])
	).rows.map(({ action }: { action: string }) => action);

describe('writing', () => {
	test('what was typed comes back as it was typed', async () => {
		const form = typed({
			question: { vi: 'Chấm điểm?', en: 'How good?' },
			intro: { vi: 'Hai đoạn.\n\nĐoạn hai.', en: '' },
			kind: 'multiple',
			minChoices: '1',
			maxChoices: '2',
			withOther: true,
			other: { vi: 'Điều khác', en: 'Something else' },
			level: 'citizens',
			minAge: '18',
			resultPolicy: 'after-close',
		});
		const id = await created(form);
		expect((await read(id)).form).toEqual({ ...form, slug: form.slug });
		expect(await findPoll(db, form.slug, 'vi')).toBeUndefined();
		expect(await actionsOn(id)).toEqual(['poll.create']);
	});

	test('the values of a rating need no words', async () => {
		const id = await created({ kind: 'rating-10', options: [{ vi: 'Rất tệ', en: '' }] });
		const { form } = await read(id);
		expect(form.options).toHaveLength(11);
		expect(form.options.slice(0, 2)).toEqual([
			{ vi: 'Rất tệ', en: '' },
			{ vi: '', en: '' },
		]);
		expect(await publishPoll(db, by, { id, version: 1 })).toEqual({ ok: true, value: undefined });
	});

	test('an address that another poll has is refused, and so are an area and a topic that do not exist', async () => {
		const form = typed();
		await created(form);
		const again = { ...draftOf(form) };
		expect(await createPoll(db, by, { draft: again })).toMatchObject({ reason: 'slug-taken' });
		const fresh = draftOf(typed());
		expect(
			await createPoll(db, by, { draft: { ...fresh, level: 'citizens', eligibleArea: 'khong-co' } }),
		).toMatchObject({ reason: 'no-such-choice' });
	});

	test('of two editors who began with the same version, one saves and the other is told', async () => {
		const id = await created();
		const save = (through: Db, who: Actor, vi: string) =>
			saveDraft(through, who, { id, version: 1, draft: draftOf(typed({ question: { vi, en: '' } })) });
		const outcomes = await Promise.all([save(db, by, 'Của tôi?'), save(other, colleague, 'Của bạn?')]);
		expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
		expect(outcomes.find(({ ok }) => !ok)).toMatchObject({ reason: 'changed-meanwhile' });
		const kept = await read(id);
		expect(kept.version).toBe(2);
		expect(kept.form.question.vi).toBe(outcomes[0].ok ? 'Của tôi?' : 'Của bạn?');
	});

	test('nobody but editors and administrators, and only with two factors', async () => {
		const draft = draftOf(typed());
		const moderator = await makeActor(db, 'moderator');
		expect(await createPoll(db, moderator, { draft })).toMatchObject({ reason: 'not-allowed' });
		const weak = { ...by, assurance: 'one-factor' as const };
		expect(await createPoll(db, weak, { draft })).toMatchObject({ reason: 'second-factor-required' });
	});
});

describe('moving', () => {
	test('a draft is scheduled, taken back, opened, and then frozen', async () => {
		const id = await created();
		expect(await publishPoll(db, by, { id, version: 1 })).toMatchObject({ ok: true });
		expect((await read(id)).state).toBe('scheduled');
		expect(await takeBackPoll(db, by, { id })).toMatchObject({ ok: true });
		const { version, form } = await read(id);
		await saveDraft(db, by, { id, version, draft: draftOf({ ...form, opensAt: inHours(-5) }) });
		expect(await publishPoll(db, by, { id, version: version + 1 })).toMatchObject({ ok: true });
		const open = await read(id);
		expect(open.state).toBe('open');
		// It did not open five hours ago: nobody could answer then.
		expect(open.now.getTime() - open.opensAt.getTime()).toBeLessThan(HOUR);
		expect(await takeBackPoll(db, by, { id })).toMatchObject({ reason: 'moved-meanwhile' });
		expect(await saveDraft(db, by, { id, version: open.version, draft: draftOf(open.form) })).toMatchObject({
			reason: 'no-draft',
		});
		expect(await deleteDraft(db, by, { id })).toMatchObject({ reason: 'moved-meanwhile' });
		expect(await actionsOn(id)).toEqual([
			'poll.create',
			'poll.publish',
			'poll.take-back',
			'poll.edit',
			'poll.publish',
		]);
	});

	test('what somebody rewrote after it was reviewed does not open', async () => {
		const id = await created();
		const outcomes = await Promise.all([
			publishPoll(db, by, { id, version: 1 }),
			saveDraft(other, colleague, { id, version: 1, draft: draftOf(typed()) }),
		]);
		expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
	});

	test('one option is no choice, and a poll that is over before it begins does not open', async () => {
		const poor = await created({ options: [{ vi: 'Chỉ một', en: '' }] });
		expect(await publishPoll(db, by, { id: poor, version: 1 })).toMatchObject({ reason: 'not-complete' });
		const late = await created({ opensAt: inHours(-5), closesAt: inHours(-2) });
		expect(await publishPoll(db, by, { id: late, version: 1 })).toMatchObject({
			reason: 'closes-in-the-past',
		});
	});

	test('a draft is deleted with all its parts', async () => {
		const id = await created();
		expect(await deleteDraft(db, by, { id })).toMatchObject({ ok: true });
		expect(await findDeskPoll(db, null, id)).toBeUndefined();
	});

	test('only a closed poll is archived, and then leaves the lists but not its address', async () => {
		const open = await makePoll(database.ownerUrl);
		expect(await archivePoll(db, by, { id: open.id })).toMatchObject({ reason: 'moved-meanwhile' });
		await expect(
			db.updateTable('poll').set({ state: 'archived' }).where('id', '=', open.id).execute(),
		).rejects.toThrow('only a closed poll is archived');
		const closed = await makePoll(database.ownerUrl, { opensAt: '-2 hours', closesAt: '-1 hour' });
		expect(await archivePoll(db, by, { id: closed.id })).toMatchObject({ ok: true });
		expect((await read(closed.id)).state).toBe('archived');
		expect((await findPoll(db, closed.slug, 'vi'))?.status).toBe('closed');
	});

	test('a copy is a draft with times of its own, and leaves the original alone', async () => {
		const { id } = await makePoll(database.ownerUrl, { withOther: true, options: 3 });
		const times = { opensAt: new Date(Date.now() + HOUR), closesAt: new Date(Date.now() + 2 * HOUR) };
		const copy = await duplicatePoll(db, by, { id, ...times });
		if (!copy.ok) throw new Error(copy.reason);
		const [before, after] = [await read(id), await read(copy.value)];
		expect(after).toMatchObject({ state: 'draft', ...times });
		expect(after.form.options).toEqual(before.form.options);
		expect(after.slug).not.toBe(before.slug);
		expect((await listDeskPolls(db, null, { lang: 'vi' }))[0]?.id).toBe(copy.value);
	});
});

describe('closing', () => {
	const reason = 'Nhiều nơi mất điện trong ngày cuối.';

	test('an open poll is extended and closed early, and everybody can read why', async () => {
		const { id, slug } = await makePoll(database.ownerUrl);
		const later = new Date(Date.now() + 5 * HOUR);
		expect(await moveClosing(db, by, { id, closesAt: later, reason })).toMatchObject({ ok: true });
		expect(await moveClosing(db, by, { id, closesAt: 'now', reason })).toMatchObject({ ok: true });
		expect((await read(id)).state).toBe('closed');
		const seen = await findPoll(db, slug, 'vi');
		expect(seen?.closingChanges).toMatchObject([
			{ becomes: later, reason },
			{ was: later, reason },
		]);
		expect(await moveClosing(db, by, { id, closesAt: later, reason })).toMatchObject({ reason: 'not-open' });
		expect(await actionsOn(id)).toEqual(['poll.extend', 'poll.close-early']);
	});

	test('not into the past, not without a fresh proof, not before it opened', async () => {
		const { id } = await makePoll(database.ownerUrl);
		const past = new Date(Date.now() - HOUR / 2);
		expect(await moveClosing(db, by, { id, closesAt: past, reason })).toMatchObject({
			reason: 'in-the-past',
		});
		const stale = { ...by, authenticatedAt: new Date(0) };
		expect(await moveClosing(db, stale, { id, closesAt: 'now', reason })).toMatchObject({
			reason: 'step-up-required',
		});
		const scheduled = await makePoll(database.ownerUrl, { opensAt: '1 hour', closesAt: '2 hours' });
		expect(await moveClosing(db, by, { id: scheduled.id, closesAt: 'now', reason })).toMatchObject({
			reason: 'not-open',
		});
	});
});

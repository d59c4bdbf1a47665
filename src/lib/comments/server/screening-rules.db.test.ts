import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeActor, openTestThread } from '../../../../tests/support/comments';
import type { Rules } from '../screening/rules.schema';
import { wordEntrySchema } from '../screening/word-entry.schema';
import { changeRules, readRules } from './screening-rules';
import { submitComment } from './submit-comment';
import { tryRules } from './try-rules';

let room: Awaited<ReturnType<typeof openTestThread>>;

beforeAll(async () => {
	room = await openTestThread();
});
afterAll(() => room?.close());
beforeEach(() => room.renew());

const moderator = () => makeActor(room.db, { roles: ['moderator'] });
const withSuspect = (rules: Rules, text: string): Rules => ({
	...rules,
	suspect: [...rules.suspect, wordEntrySchema.parse({ text })],
});

test('a change of the rules counts from the next comment on, and who made it is kept', async () => {
	const by = await moderator();
	const { id: seen, rules } = await readRules(room.db);
	const actor = await room.regular();
	const say = (body: string) => submitComment(room.db, actor, room.subject, { body });
	expect(await say('Cây bàng lá đỏ')).toMatchObject({ value: { state: 'published' } });
	expect(await changeRules(room.db, by, { rules: withSuspect(rules, 'cây bàng'), seen })).toMatchObject({
		ok: true,
	});
	expect(await say('Cây bàng lá xanh')).toMatchObject({
		value: { state: 'held', holds: ['suspect-word'] },
	});
	const { rows } = await sql`SELECT changed_by AS by FROM screening_rules ORDER BY id DESC LIMIT 1`.execute(
		room.db,
	);
	expect(rows).toEqual([{ by: by.personId }]);
});

test('of those who change the same rules at once one does, and nobody who may not', async () => {
	const { id: seen, rules } = await readRules(room.db);
	const people = await Promise.all(Array.from({ length: 6 }, moderator));
	const outcomes = await Promise.all(people.map((by) => changeRules(room.db, by, { rules, seen })));
	expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
	for (const outcome of outcomes.filter(({ ok }) => !ok))
		expect(outcome).toMatchObject({ reason: 'changed-meanwhile' });
	const now = (await readRules(room.db)).id;
	for (const by of [
		await makeActor(room.db),
		{ ...(await makeActor(room.db)), grants: [{ role: 'moderator' as const, area: 'xa-a' }] },
	])
		expect(await changeRules(room.db, by, { rules, seen: now })).toMatchObject({ reason: 'not-allowed' });
});

test('what a change would have held of the last thousand comments is counted, and nothing is stored', async () => {
	const { id, rules } = await readRules(room.db);
	const [one, other] = [await room.regular(), await room.regular()];
	for (const [i, by] of [one, one, other].entries()) await room.say(by, `Hoa phượng ngoài sân số ${i}`);
	await room.say(other, 'Không có gì cả');
	const { rows: comments } = await sql<{ id: string }>`SELECT id FROM comment`.execute(room.db);
	const trial = await tryRules(room.db, withSuspect(rules, 'hoa phượng'), 'Hoà phường, hoa phượng');
	expect(trial).toMatchObject({ looked: comments.length });
	expect(trial.then - trial.now).toBe(3);
	expect(trial.screening).toMatchObject({
		outcome: 'hold',
		findings: [{ reason: 'suspect-word', spans: [{ from: 12, to: 22 }] }],
	});
	expect((await tryRules(room.db, rules, '')).screening).toBeNull();
	expect((await readRules(room.db)).id).toBe(id);
	// Older ones are not looked at.
	await sql`WITH made AS (INSERT INTO comment (thread_id, author_id) SELECT ${room.thread.id}, ${other.personId} FROM generate_series(1, 1000)
		RETURNING id) INSERT INTO comment_revision (comment_id, revision, body, repeat_hash)
		SELECT id, 1, 'Ý kiến', decode(repeat('00', 32), 'hex') FROM made`.execute(room.db);
	expect(await tryRules(room.db, withSuspect(rules, 'hoa phượng'), '')).toMatchObject({
		looked: 1_000,
		now: 0,
		then: 0,
	});
});

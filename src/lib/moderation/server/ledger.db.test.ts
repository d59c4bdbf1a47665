import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeActor } from '../../../../tests/support/comments';
import { openTestDesk } from '../../../../tests/support/moderation';
import { submitComment } from '../../comments/server/submit-comment';
import { findThread } from '../../comments/server/threads';
import { openAppeal } from './appeals';
import { decideComment } from './decide-comment';
import { readFairness, readLedger } from './ledger';
import { undoDecision } from './undo-decision';

let desk: Awaited<ReturnType<typeof openTestDesk>>;

beforeAll(async () => {
	desk = await openTestDesk();
});
afterAll(() => desk?.close());
beforeEach(() => desk.renew());

test('the ledger and the fairness figures equal a count by hand', async () => {
	const mine = await makeActor(desk.db, { roles: ['moderator'], displayName: 'Người đếm' });
	for (let i = 0; i < 4; i++) await desk.approve(mine, (await desk.held(`Duyệt ${i}`)).id);
	for (let i = 0; i < 3; i++) await desk.reject(mine, (await desk.held(`Từ chối ${i}`)).id);
	const undone = await desk.held('Rút lại quyết định');
	const decided = await desk.reject(mine, undone.id);
	await undoDecision(desk.db, mine, {
		comment: undone.id,
		decision: decided.ok ? decided.value.decisionId : 0,
	});
	await desk.held('Còn chờ');
	// Shown at once by screening, then rejected: it came out, and was taken back.
	const thread = (await findThread(desk.db, desk.subject))!;
	await desk.db.updateTable('thread').set({ mode: 'after' }).where('id', '=', thread.id).execute();
	const author = await desk.db
		.selectFrom('comment')
		.select('authorId as personId')
		.where('state', '=', 'published')
		.where('threadId', '=', thread.id)
		.executeTakeFirstOrThrow();
	const regular = { ...(await makeActor(desk.db)), ...author };
	const shown = await submitComment(desk.db, regular, desk.subject, { body: 'Hiện ngay, rồi bị gỡ' });
	expect(shown).toMatchObject({ value: { state: 'published' } });
	const verdict = {
		revision: 1,
		seen: 'published' as const,
		verdict: 'reject' as const,
		reason: 'spam' as const,
	};
	await decideComment(desk.db, mine, { comment: shown.ok ? shown.value.id : '', ...verdict });
	const [line] = (await readLedger(desk.db, { lang: 'vi', months: 1 })).filter(
		({ slug }) => slug === desk.subject.slug,
	);
	expect(line).toMatchObject({
		received: 10,
		published: 5,
		rejected: { 'off-topic': 3, spam: 1 },
		appeals: 0,
		hasPage: true,
	});
	expect((await readFairness(desk.db)).find(({ moderator }) => moderator === 'Người đếm')).toMatchObject({
		approved: 4,
		rejected: 4,
	});
});

test('the ledger has a line for a month in which there was an appeal and nothing else', async () => {
	const { id, author } = await desk.held();
	await desk.reject(desk.lan, id);
	await desk.settleTime(id);
	await sql`UPDATE comment SET created_at = created_at - interval '2 months' WHERE id = ${id}`.execute(
		desk.owner,
	);
	await sql`UPDATE decision SET decided_at = decided_at - interval '2 months' WHERE comment_id = ${id}`.execute(
		desk.owner,
	);
	await openAppeal(desk.db, author, { comment: id, words: 'Nay tôi mới thấy' });
	const lines = async (months: number) =>
		(await readLedger(desk.db, { lang: 'vi', months })).filter(({ slug }) => slug === desk.subject.slug);
	expect(await lines(1)).toMatchObject([{ received: 0, published: 0, rejected: {}, appeals: 1 }]);
	expect(await lines(3)).toMatchObject([
		{ received: 0, appeals: 1 },
		{ received: 1, rejected: { 'off-topic': 1 }, appeals: 0 },
	]);
	await sql`UPDATE topic SET unpublished_at = now() WHERE slug = ${desk.subject.slug}`.execute(desk.owner);
	expect(await lines(1)).toMatchObject([{ appeals: 1, hasPage: false }]);
});

import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeActor } from '../../../../tests/support/comments';
import { openTestDesk } from '../../../../tests/support/moderation';
import { reportComment } from '../../comments/server/report-comment';
import { reviseComment } from '../../comments/server/revise-comment';
import { withdrawComment } from '../../comments/server/withdraw-comment';
import type { Trx } from '../../server/db/client';
import { decideComment, type GivenVerdict } from './decide-comment';
import { decideSeveral, undoSeveral } from './decide-several';
import { featureComment } from './feature-comment';
import { listOwnNotices } from './own-reads';
import { undoDecision } from './undo-decision';

let desk: Awaited<ReturnType<typeof openTestDesk>>;

beforeAll(async () => {
	desk = await openTestDesk();
});
afterAll(() => desk?.close());
beforeEach(() => desk.renew());

/** All that the table has of it, to the microsecond. */
async function rowOf(id: string): Promise<string> {
	const { rows } = await sql<{
		row: string;
	}>`SELECT to_jsonb(c)::text AS row FROM comment c WHERE id = ${id}`.execute(desk.owner);
	return rows[0]!.row;
}
async function actionsOf(id: string): Promise<string[]> {
	const rows = await desk.db
		.selectFrom('decision')
		.select('action')
		.where('commentId', '=', id)
		.orderBy('id')
		.execute();
	return rows.map(({ action }) => action);
}
async function published(body?: string) {
	const { id, author } = await desk.held(body);
	await desk.approve(desk.lan, id);
	await desk.settleTime(id);
	return { id, author };
}
const rejectIt = { seen: 'published', verdict: 'reject', reason: 'spam' } as const;

async function decide(comment: string, more: Omit<GivenVerdict, 'comment' | 'revision'>, by = desk.lan) {
	const decided = await decideComment(desk.db, by, { comment, revision: 1, ...more });
	if (!decided.ok) throw new Error(decided.reason);
	return { comment, decision: decided.value.decisionId };
}

/** Of this database's connections, those that wait for another to let go. */
async function countWaiting(trx: Trx): Promise<number> {
	// Within a transaction it would be told what was so when it first asked.
	await sql`SELECT pg_stat_clear_snapshot()`.execute(trx);
	const { rows } = await sql<{ waiting: number }>`
		SELECT count(DISTINCT l.pid)::int AS waiting FROM pg_locks l JOIN pg_stat_activity a USING (pid)
		WHERE a.datname = current_database() AND NOT l.granted`.execute(trx);
	return rows[0]!.waiting;
}

describe('one decision', () => {
	test('is taken back by its maker alone, once, and leaves a trace', async () => {
		const { id, author } = await desk.held();
		const own = await decide(id, { seen: 'held', verdict: 'reject', reason: 'spam' });
		expect(await undoDecision(desk.db, desk.minh, own)).toMatchObject({ reason: 'not-found' });
		expect(await undoDecision(desk.db, desk.lan, own)).toMatchObject({ ok: true });
		expect(await undoDecision(desk.db, desk.lan, own)).toMatchObject({ reason: 'already-undone' });
		expect(await undoDecision(desk.db, desk.minh, own)).toMatchObject({ reason: 'not-found' });
		await desk.settleTime(id);
		expect(await listOwnNotices(desk.db, author.personId)).toEqual([]);
		expect(await actionsOf(id)).toEqual(['reject', 'undo']);
	});

	test('stands after its seconds', async () => {
		const { id } = await desk.held();
		const own = await decide(id, { seen: 'held', verdict: 'approve' });
		await desk.settleTime(id);
		expect(await undoDecision(desk.db, desk.lan, own)).toMatchObject({ reason: 'too-late' });
	});

	test.each<[string, () => Promise<string>, Omit<GivenVerdict, 'comment' | 'revision'>]>([
		['waited', async () => (await desk.held()).id, { seen: 'held', verdict: 'approve' }],
		['waited', async () => (await desk.held()).id, { seen: 'held', verdict: 'reject', reason: 'hate' }],
		[
			'waited and is about the agency',
			async () => (await desk.held('UBND xã làm việc chậm')).id,
			{ seen: 'held', verdict: 'reject', reason: 'spam' },
		],
		['was shown', async () => (await published()).id, rejectIt],
		[
			'was picked',
			async () => {
				const { id } = await published();
				await featureComment(desk.db, desk.minh, { comment: id, featured: true });
				return id;
			},
			rejectIt,
		],
		[
			'was reported and kept',
			async () => {
				const { id } = await published();
				await reportComment(desk.db, await makeActor(desk.db), { comment: id, reason: 'spam', note: '' });
				return id;
			},
			{ seen: 'published', verdict: 'keep' },
		],
		[
			'was rejected',
			async () => {
				const { id } = await desk.held();
				await desk.reject(desk.minh, id);
				await desk.settleTime(id);
				return id;
			},
			{ seen: 'rejected', verdict: 'approve' },
		],
	])('leaves no trace on a comment that %s', async (_, make, verdict) => {
		const id = await make();
		const before = await rowOf(id);
		const own = await decide(id, verdict);
		expect(await undoDecision(desk.db, desk.lan, own)).toMatchObject({ ok: true });
		expect(await rowOf(id)).toBe(before);
	});

	test('gives back the place in the queue', async () => {
		const first = await desk.held('Đến trước');
		const second = await desk.held('Đến sau');
		const own = await decide(first.id, { seen: 'held', verdict: 'approve' });
		await undoDecision(desk.db, desk.lan, own);
		const ids = (await desk.queue('waiting')).items.map(({ id }) => id);
		expect(ids.filter((id) => [first.id, second.id].includes(id))).toEqual([first.id, second.id]);
	});

	test('is not taken back over what the author did since', async () => {
		const gone = await desk.held();
		const ofGone = await decide(gone.id, { seen: 'held', verdict: 'approve' });
		await withdrawComment(desk.db, gone.author, gone.id);
		expect(await undoDecision(desk.db, desk.lan, ofGone)).toMatchObject({ reason: 'withdrawn' });
		const changed = await desk.held();
		const ofChanged = await decide(changed.id, { seen: 'held', verdict: 'approve' });
		await reviseComment(desk.db, changed.author, { id: changed.id, revision: 1, body: 'Nói lại' });
		const before = await rowOf(changed.id);
		expect(await undoDecision(desk.db, desk.lan, ofChanged)).toMatchObject({ reason: 'changed-since' });
		expect(await rowOf(changed.id)).toBe(before);
		expect(await rowOf(gone.id)).toContain('"state": "withdrawn"');
	});
});

describe('several', () => {
	const made = async (count: number, verdict: Partial<GivenVerdict> = {}) => {
		const held = [];
		for (let i = 0; i < count; i++) held.push(await desk.held(`Nhiều cùng lúc ${i} ${desk.subject.slug}`));
		const before = await Promise.all(held.map(({ id }) => rowOf(id)));
		const verdicts = held.map(({ id: comment }) => ({
			...{ comment, revision: 1, seen: 'held' as const, verdict: 'approve' as const },
			...verdict,
		}));
		const { made, left } = await decideSeveral(desk.db, desk.lan, verdicts);
		expect([made.length, left]).toEqual([count, []]);
		return { held, before, own: made };
	};

	test('are taken back whole, exactly, and nobody is told of any', async () => {
		const { held, before, own } = await made(25);
		expect(await undoSeveral(desk.db, desk.lan, own)).toEqual({ undone: held.map(({ id }) => id), left: [] });
		expect(await Promise.all(held.map(({ id }) => rowOf(id)))).toEqual(before);
		for (const { id, author } of held) {
			await desk.settleTime(id);
			expect(await actionsOf(id)).toEqual(['approve', 'undo']);
			expect(await listOwnNotices(desk.db, author.personId)).toEqual([]);
		}
		const again = await undoSeveral(desk.db, desk.lan, own);
		expect(again.undone).toEqual([]);
		expect(new Set(again.left.map(({ problem }) => problem))).toEqual(new Set(['already-undone']));
	});

	test('are taken back but for those that changed since, each of which is named', async () => {
		const { held, own } = await made(4, { verdict: 'reject', reason: 'spam' });
		const [decided, withdrawn, late, back] = held.map(({ id }) => id) as [string, string, string, string];
		await decideComment(desk.db, desk.minh, {
			comment: decided,
			revision: 1,
			seen: 'rejected',
			verdict: 'approve',
		});
		await withdrawComment(desk.db, held[1]!.author, withdrawn);
		await desk.settleTime(late);
		const kept = await Promise.all([decided, withdrawn, late].map(rowOf));
		const foreign = { comment: crypto.randomUUID(), decision: own[0]!.decision };
		const { undone, left } = await undoSeveral(desk.db, desk.lan, [...own, foreign]);
		expect(undone).toEqual([back]);
		const about = (i: number) => ({
			author: held[i]!.author.displayName,
			excerpt: `Nhiều cùng lúc ${i} ${desk.subject.slug}`,
		});
		expect(left).toEqual([
			{ comment: decided, problem: 'decided-since', by: 'Minh', action: 'approve', about: about(0) },
			{ comment: withdrawn, problem: 'withdrawn', by: null, about: about(1) },
			{ comment: late, problem: 'too-late', by: null, about: about(2) },
			{ comment: foreign.comment, problem: 'not-found', by: null, about: null },
		]);
		expect(await Promise.all([decided, withdrawn, late].map(rowOf))).toEqual(kept);
	});

	test('that readers reported are kept when they are approved', async () => {
		const { id } = await published();
		await reportComment(desk.db, await makeActor(desk.db), { comment: id, reason: 'spam', note: '' });
		const given = { comment: id, revision: 1, seen: 'published' as const, verdict: 'approve' as const };
		expect((await decideSeveral(desk.db, desk.lan, [given])).made).toMatchObject([{ action: 'keep' }]);
	});

	test('meet a colleague at the same moment: of undoing and deciding again one happens, the other is told', async () => {
		for (let round = 0; round < 4; round++) {
			const { held, own } = await made(8);
			const [taken, ...again] = await Promise.all([
				undoSeveral(desk.db, desk.lan, own),
				...held.map(({ id }) => decideComment(desk.db, desk.minh, { comment: id, revision: 1, ...rejectIt })),
			]);
			for (const [i, { id }] of held.entries()) {
				const isUndone = taken.undone.includes(id);
				expect(again[i]!.ok).toBe(!isUndone);
				expect(await actionsOf(id)).toEqual(['approve', isUndone ? 'undo' : 'reject']);
				expect(await rowOf(id)).toContain(`"state": "${isUndone ? 'held' : 'rejected'}"`);
				if (isUndone) expect(again[i]).toMatchObject({ reason: 'decided', by: 'Lan', action: 'undo' });
				else
					expect(taken.left.find(({ comment }) => comment === id)).toMatchObject({
						...{ problem: 'decided-since', by: 'Minh', action: 'reject' },
					});
			}
		}
	});

	test.each(['undo', 'reject'] as const)('the one that comes first decides: %s', async (first) => {
		const { held, own } = await made(1);
		const { id } = held[0]!;
		const acts = {
			undo: () => undoSeveral(desk.db, desk.lan, own),
			reject: () => decideComment(desk.db, desk.minh, { comment: id, revision: 1, ...rejectIt }),
		};
		// Both wait for the comment, in this order, until it is let go.
		const { one, other } = await desk.owner.transaction().execute(async (trx) => {
			await sql`SELECT FROM comment WHERE id = ${id} FOR UPDATE`.execute(trx);
			const waiting = (count: number) => expect.poll(() => countWaiting(trx), { timeout: 5_000 }).toBe(count);
			const one = acts[first]();
			await waiting(1);
			const other = acts[first === 'undo' ? 'reject' : 'undo']();
			await waiting(2);
			return { one, other };
		});
		await Promise.all([one, other]);
		expect(await actionsOf(id)).toEqual(['approve', first]);
	});
});

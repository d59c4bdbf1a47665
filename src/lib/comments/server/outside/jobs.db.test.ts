/** When a service outside is asked again, and how often. What it is asked and may answer: tests/house/screening-webhook. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestThread } from '../../../../../tests/support/comments';
import { answerJobs, useService } from './jobs';

let room: Awaited<ReturnType<typeof openTestThread>>;
let reply: (response: ServerResponse, id: string) => void;
let asked = 0;
const service = createServer((request, response) => {
	void text(request).then((body) => {
		asked++;
		reply(response, (JSON.parse(body) as { id: string }).id);
	});
});

beforeAll(async () => {
	room = await openTestThread();
	await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
	useService(undefined, () => {});
	service.close();
	await room?.close();
});
beforeEach(async () => {
	useService(undefined, () => {});
	await room.renew();
	asked = 0;
});

/** Somebody of good standing says something while there is a service. @returns the comment's id */
async function waiting(): Promise<string> {
	const actor = await room.regular();
	const { port } = service.address() as AddressInfo;
	useService({ url: `http://127.0.0.1:${port}/`, key: Buffer.alloc(32, 1), timeoutMs: 2_000 }, () => {});
	return room.say(actor, 'Chờ bên ngoài');
}
/** The wait is over. */
const wait = () => sql`UPDATE screening_job SET next_try_at = clock_timestamp()`.execute(room.db);
/** Seconds until the next try, as was said at the last. */
async function pause(): Promise<number | undefined> {
	const { rows } = await sql<{ seconds: number }>`
		SELECT extract(epoch FROM next_try_at - clock_timestamp())::float AS seconds FROM screening_job`.execute(
		room.db,
	);
	return rows[0]?.seconds;
}
const stateOf = (id: string) =>
	room.db
		.selectFrom('comment')
		.innerJoin('commentRevision as r', 'r.commentId', 'comment.id')
		.select(['state', 'findings'])
		.where('comment.id', '=', id)
		.executeTakeFirstOrThrow();

test('is twice as long each time, and the sixth is the last', async () => {
	reply = (response) => response.writeHead(503).end();
	const id = await waiting();
	for (const seconds of [10, 20, 40, 80, 160]) {
		expect(await answerJobs(room.db)).toBe(0);
		const left = (await pause())!;
		expect(left).toBeGreaterThan(seconds - 5);
		expect(left).toBeLessThanOrEqual(seconds);
		// Nobody asks before.
		expect(await answerJobs(room.db)).toBe(0);
		expect(await stateOf(id)).toMatchObject({ state: 'held', findings: [{ reason: 'outside-pending' }] });
		await wait();
	}
	expect(await answerJobs(room.db)).toBe(1);
	expect(asked).toBe(6);
	expect(await stateOf(id)).toMatchObject({ state: 'held', findings: [{ reason: 'outside-failed' }] });
	expect(await pause()).toBeUndefined();
});

test('of processes that look at the same moment one asks, and its answer counts', async () => {
	reply = (response, id) => response.end(JSON.stringify({ id, answer: 'pass' }));
	const id = await waiting();
	const settled = await Promise.all(Array.from({ length: 6 }, () => answerJobs(room.db)));
	expect(settled.reduce((sum, one) => sum + one)).toBe(1);
	expect(asked).toBe(1);
	expect(await stateOf(id)).toMatchObject({ state: 'published', findings: [] });
});

test('a service that comes back after failing is heard', async () => {
	reply = (response) => response.writeHead(500).end();
	const id = await waiting();
	await answerJobs(room.db);
	reply = (response, question) => response.end(JSON.stringify({ id: question, answer: 'pass' }));
	await wait();
	expect(await answerJobs(room.db)).toBe(1);
	expect(await stateOf(id)).toMatchObject({ state: 'published' });
});

import { expect, test } from 'vitest';
import { GroupCommit, QueueFull, type GroupCommitOptions } from './group-commit';

/** A flush that waits to be let go, one batch at a time, and answers each item with itself. */
function gatedFlush() {
	const batches: string[][] = [];
	const gates: { open: () => void; break: (error: Error) => void }[] = [];
	const arrivals: (() => void)[] = [];
	return {
		batches,
		flush: (items: string[]) =>
			new Promise<string[]>((resolve, reject) => {
				batches.push(items);
				gates.push({ open: () => resolve(items), break: reject });
				arrivals.shift()?.();
			}),
		/** The next batch that is under way, once there is one. */
		async next() {
			if (gates.length === 0) await new Promise<void>((resolve) => arrivals.push(resolve));
			return gates.shift()!;
		},
	};
}

const firstLetter = (item: string) => item[0]!;

function open(options: Omit<GroupCommitOptions<string, string>, 'flush'> = {}) {
	const gate = gatedFlush();
	return { ...gate, queue: new GroupCommit<string, string>({ flush: gate.flush, ...options }) };
}

test('what arrives while a batch is under way goes out together with the next', async () => {
	const { queue, batches, next } = open();
	const first = queue.submit('a');
	const gate = await next();
	const later = ['b', 'c', 'd'].map((item) => queue.submit(item));
	gate.open();
	expect(await first).toBe('a');
	(await next()).open();
	expect(await Promise.all(later)).toEqual(['b', 'c', 'd']);
	expect(batches).toEqual([['a'], ['b', 'c', 'd']]);
});

test('an item is not answered before its batch is flushed', async () => {
	const { queue, next } = open();
	let answered = false;
	const item = queue.submit('a').then(() => (answered = true));
	const gate = await next();
	await new Promise(setImmediate);
	expect(answered).toBe(false);
	gate.open();
	await item;
});

test('a batch is no larger than allowed', async () => {
	const { queue, batches, next } = open({ maxBatch: 2 });
	const all = Promise.all(['a', 'b', 'c', 'd', 'e'].map((item) => queue.submit(item)));
	for (let i = 0; i < 3; i++) (await next()).open();
	await all;
	expect(batches).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
});

test('items with the same key never share a batch and keep their order', async () => {
	const { queue, batches, next } = open({ keysOf: (item) => [firstLetter(item)] });
	const answers: string[] = [];
	const all = ['a1', 'b1', 'a2', 'a3', 'b2', 'c1'].map((item) =>
		queue.submit(item).then((answer) => answers.push(answer)),
	);
	for (let i = 0; i < 3; i++) (await next()).open();
	await Promise.all(all);
	expect(batches).toEqual([['a1', 'b1', 'c1'], ['a2', 'b2'], ['a3']]);
	expect(answers).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3']);
});

test('same keys that do not fit into a full batch keep their order too', async () => {
	const { queue, batches, next } = open({ keysOf: (item) => [firstLetter(item)], maxBatch: 1 });
	const all = Promise.all(['a1', 'b1', 'b2', 'a2'].map((item) => queue.submit(item)));
	for (let i = 0; i < 4; i++) (await next()).open();
	await all;
	expect(batches.flat()).toEqual(['a1', 'b1', 'b2', 'a2']);
});

test('a full queue refuses, and takes items again once there is room', async () => {
	const { queue, next } = open({ maxQueue: 2 });
	const first = queue.submit('a');
	const gate = await next();
	const waiting = [queue.submit('b'), queue.submit('c')];
	await expect(queue.submit('d')).rejects.toThrow(QueueFull);
	gate.open();
	await first;
	const second = await next();
	const again = queue.submit('e');
	second.open();
	(await next()).open();
	expect(await Promise.all([...waiting, again])).toEqual(['b', 'c', 'e']);
});

test('a failing flush rejects its own batch only', async () => {
	const { queue, next } = open({ maxBatch: 2 });
	const outcomes = Promise.allSettled(['a', 'b', 'c'].map((item) => queue.submit(item)));
	(await next()).break(new Error('no disk'));
	(await next()).open();
	expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
	const after = queue.submit('d');
	(await next()).open();
	expect(await after).toBe('d');
});

test('a flush that throws at once rejects its batch and the queue goes on', async () => {
	let calls = 0;
	const queue = new GroupCommit<string, string>({
		flush: (items) => {
			if (calls++ === 0) throw new Error('no pool');
			return Promise.resolve(items);
		},
	});
	await expect(queue.submit('a')).rejects.toThrow('no pool');
	expect(await queue.submit('b')).toBe('b');
});

test('it is settled when everything submitted has been answered', async () => {
	const { queue, next } = open({ maxBatch: 1 });
	await queue.settled();
	const answered: string[] = [];
	for (const item of ['a', 'b']) void queue.submit(item).then((answer) => answered.push(answer));
	const settled = queue.settled();
	(await next()).open();
	(await next()).open();
	await settled;
	expect(answered).toEqual(['a', 'b']);
});

test('an item with two keys follows whoever came before it with either, and is not overtaken', async () => {
	const { queue, batches, next } = open({ keysOf: (item) => [...item] });
	const all = ['a', 'b', 'ab', 'b', 'c'].map((item) => queue.submit(item));
	for (let i = 0; i < 3; i++) (await next()).open();
	await Promise.all(all);
	expect(batches).toEqual([['a', 'b', 'c'], ['ab'], ['b']]);
});

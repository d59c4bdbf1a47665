import { expect, test } from 'vitest';
import { fewAtOnce } from './few-at-once';

test('two work, one waits, the next is told so, and a failure hands its place on', async () => {
	const few = fewAtOnce({ atOnce: 2, waiting: 1 });
	const doors: (() => void)[] = [];
	let running = 0;
	let most = 0;
	const work = async () => {
		most = Math.max(most, ++running);
		await new Promise<void>((open) => doors.push(open));
		running -= 1;
		return 'done';
	};
	const [first, second, third] = [few(work), few(work), few(work)];
	expect(await few(work)).toEqual({ ok: false, reason: 'busy' });
	doors[0]!();
	expect(await first).toEqual({ ok: true, value: 'done' });
	await expect.poll(() => doors.length).toBe(3);
	doors[1]!();
	doors[2]!();
	expect([await second, await third]).toEqual([await first, await first]);
	expect(most).toBe(2);
	await expect(few(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
	await expect(few(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
	await expect(few(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
	expect(await few(() => Promise.resolve(1))).toEqual({ ok: true, value: 1 });
});

import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { KeySet } from './key-set';

const key = (text: string) => createHash('sha256').update(text).digest();
const packed = (...texts: string[]) => Buffer.concat(texts.map(key));

test('a key is taken once, and only if it was added', () => {
	const set = new KeySet(3);
	set.add(packed('a', 'b'));
	set.add(packed('c'));
	expect([set.size, set.left]).toEqual([3, 3]);
	expect(['a', 'x', 'a', 'c'].map((text) => set.take(key(text)))).toEqual([true, false, false, true]);
	expect([set.size, set.left]).toEqual([3, 1]);
});

test('keys that begin alike are told apart', () => {
	const [one, other, third] = ['a', 'b', 'c'].map(key) as [Buffer, Buffer, Buffer];
	for (const each of [one, other, third]) each.writeUInt32LE(7, 0);
	const set = new KeySet(2);
	set.add(Buffer.concat([one, other]));
	expect([other, third, one].map((each) => set.take(each))).toEqual([true, false, true]);
});

test('a set of nothing holds nothing', () => {
	expect(new KeySet(0).take(key('a'))).toBe(false);
});

test('all of ten thousand are found', () => {
	const texts = Array.from({ length: 10_000 }, (_, i) => String(i));
	const set = new KeySet(texts.length);
	set.add(packed(...texts));
	expect(texts.every((text) => set.take(key(text)))).toBe(true);
	expect(set.left).toBe(0);
});

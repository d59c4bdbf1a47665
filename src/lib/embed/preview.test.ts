import { expect, test } from 'vitest';
import { clip } from './preview';

test.each([
	['Thu nhập', 20, 'Thu nhập'],
	['  Thu \n nhập ', 20, 'Thu nhập'],
	['Thu nhập tương xứng', 9, 'Thu nhập…'],
	['Ẵ'.repeat(9), 4, 'ẴẴẴ…'],
	['👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 2, '👩‍👩‍👧‍👦…'],
	['x', 0, 'x'.slice(0, 0) + '…'],
	['', 5, ''],
])('%j in %i characters is %j', (text, room, clipped) => {
	expect([...new Intl.Segmenter().segment(clip(text, room))].length).toBeLessThanOrEqual(Math.max(room, 2));
	if (room > 0) expect(clip(text, room)).toBe(clipped);
});

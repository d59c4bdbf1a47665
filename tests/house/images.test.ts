import { expect, test } from 'vitest';
import { drawPreview } from '../../src/lib/embed/server/preview/draw-preview';
import { reencode } from '../../src/lib/topics/server/pictures/reencode';

test('what keeps strangers’ drawings out of a process leaves our own in', async () => {
	const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg" width="900" height="600"/>');
	expect(await reencode(svg)).toMatchObject({ ok: false, reason: 'no-picture' });
	const png = await drawPreview({
		eyebrow: 'Hỏi Dân',
		question: 'Bạn cho con đường mình đi hằng ngày mấy điểm?',
		groups: [],
		foot: 'Đóng lúc 21 tháng 12, 2026',
		note: 'Mở',
	});
	expect(png.subarray(1, 4).toString()).toBe('PNG');
});

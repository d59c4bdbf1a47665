import sharp from 'sharp';
import { expect, test } from 'vitest';
import { PREVIEW, type Preview } from '../../preview';
import { drawPreview } from './draw-preview';
import { Previews } from './previews';

const LABEL = 'Ữ Ẵ Ể Ộ Ấ: thu nhập tương xứng với công sức bỏ ra';
const preview = (changes: Partial<Preview> = {}): Preview => ({
	eyebrow: 'Hỏi Dân · Kết quả',
	question: 'Điều gì giữ được người tài ở lại khu vực công?',
	groups: [
		{
			heading: 'Đã xác minh · 1.234 câu trả lời',
			series: 'verified',
			bars: [0.5, 0.3, 0.2, 0].map((part) => ({ label: LABEL, share: '50,1%', part })),
		},
	],
	foot: 'Số liệu lúc 17:00',
	note: '',
	...changes,
});

async function pixels(png: Buffer) {
	const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
	expect([info.width, info.height]).toEqual([PREVIEW.width, PREVIEW.height]);
	/** Whether anything but paper is between two heights and widths. */
	return (top: number, bottom: number, left = 0, right: number = info.width) => {
		let marks = 0;
		for (let y = top; y < bottom; y++) {
			for (let x = left; x < right; x++) {
				const at = (y * info.width + x) * info.channels;
				if (data[at]! < 0xd0) marks++;
			}
		}
		return marks;
	};
}

test('stacked marks on the question are drawn whole', async () => {
	// A capital with two marks is higher than one without, by what its marks take.
	const [plain, stacked] = await Promise.all(
		['AAAA', 'ẴẴẴẴ'].map(async (question) => pixels(await drawPreview(preview({ question, groups: [] })))),
	);
	const topOf = (marks: typeof plain) => {
		for (let y = 100; y < 400; y++) if (marks!(y, y + 1) > 0) return y;
		throw new Error('nothing is drawn');
	};
	const bottomOf = (marks: typeof plain) => {
		for (let y = 400; y > 100; y--) if (marks!(y - 1, y, 0, 300) > 0) return y;
		throw new Error('nothing is drawn');
	};
	expect(bottomOf(stacked) - topOf(stacked)).toBeGreaterThan(1.35 * (bottomOf(plain) - topOf(plain)));
});

test('nothing runs out of its frame: neither a long question nor a long label', async () => {
	const long = { question: `${LABEL} `.repeat(6), groups: preview().groups };
	const two = [...long.groups, { ...long.groups[0]!, series: 'unverified' as const }];
	for (const groups of [long.groups, two]) {
		const marks = await pixels(await drawPreview(preview({ ...long, groups })));
		expect(marks(13, 630, 0, 60)).toBe(0);
		expect(marks(13, 630, 1140, 1200)).toBe(0);
		expect(marks(560, 630), 'the last line').toBeGreaterThan(100);
	}
});

test('no text is markup, and any text can be drawn', async () => {
	const strange = '</text><image href="file:///etc/passwd"/>&<b> \u0000\u0008 \ud800 😀 مرحبا';
	const bars = [{ label: strange, share: strange, part: 2 }];
	const groups = [{ heading: strange, series: 'verified' as const, bars }];
	await pixels(await drawPreview(preview({ question: strange, eyebrow: strange, foot: strange, groups })));
	await pixels(await drawPreview(preview({ question: '', groups: [], note: strange })));
});

test('the same words are drawn once, one image at a time, and a crowd is sent away', async () => {
	let [drawing, most, drawn] = [0, 0, 0];
	const finish: (() => void)[] = [];
	const previews = new Previews(async () => {
		most = Math.max(most, ++drawing);
		await new Promise<void>((resume) => finish.push(resume));
		drawing--;
		drawn++;
		return Buffer.from('png');
	});
	const asked = Array.from({ length: 25 }, (_, i) => previews.find(preview({ foot: String(i) })));
	expect(asked.filter((image) => image === undefined)).toHaveLength(5);
	expect(previews.find(preview({ foot: '3' }))).toBe(asked[3]);
	for (let i = 0; i < 20; i++) {
		await expect.poll(() => finish.length).toBe(i + 1);
		finish[i]!();
		await asked[i];
	}
	expect([most, drawn]).toEqual([1, 20]);
});

test('few images are kept, the ones asked for last', async () => {
	let drawn = 0;
	const previews = new Previews(async () => Buffer.from(String(++drawn)));
	for (let i = 0; i < 150; i++) {
		await previews.find(preview({ foot: String(i) }));
		await previews.find(preview({ foot: '0' }));
	}
	expect(drawn).toBe(150);
	await previews.find(preview({ foot: '1' }));
	expect(drawn, 'long not asked for').toBe(151);
});

test('an image that could not be drawn is drawn anew', async () => {
	let tries = 0;
	const previews = new Previews(async () => {
		if (++tries === 1) throw new Error('no');
		return Buffer.from('png');
	});
	await expect(previews.find(preview())).rejects.toThrow('no');
	expect((await previews.find(preview()))!.png.toString()).toBe('png');
});

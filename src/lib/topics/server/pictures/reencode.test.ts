import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import {
	animatedPng,
	animatedWebp,
	bomb,
	drawing,
	jpeg,
	jpegOfPhone,
	polyglot,
} from '../../../../../tests/support/pictures';
import { MOST_BYTES } from '../../picture';
import { reencode, type MadePicture } from './reencode';

async function made(bytes: Uint8Array): Promise<MadePicture> {
	const result = await reencode(bytes);
	if (!result.ok) throw new Error(result.reason);
	return result.value;
}

const half = (bytes: Buffer) => bytes.subarray(0, bytes.length / 2);

test('a picture becomes files of several widths, each named after what is in it', async () => {
	const { width, height, files } = await made(await jpeg(2400, 1200));
	expect([width, height]).toEqual([1600, 800]);
	expect(files.map((file) => [file.type, file.width])).toEqual([
		['image/webp', 480],
		['image/webp', 800],
		['image/webp', 1200],
		['image/webp', 1600],
		['image/jpeg', 1200],
	]);
	for (const { name, bytes, type, width: wide } of files) {
		expect(name.slice(0, 64)).toBe(createHash('sha256').update(bytes).digest('hex'));
		const head = await sharp(bytes).metadata();
		expect([`image/${head.format}`, head.width, head.height]).toEqual([type, wide, wide / 2]);
	}
	expect((await made(await jpeg(2400, 1200))).files.map(({ name }) => name)).toEqual(
		files.map(({ name }) => name),
	);
});

test('a small one is not blown up', async () => {
	const { width, files } = await made(await jpeg(500, 300));
	expect([width, ...files.map((file) => file.width)]).toEqual([500, 480, 500, 500]);
});

test('where and when it was taken stays behind, and it stands upright', async () => {
	const sent = await jpegOfPhone();
	expect(sent.includes('bi mat') && (await sharp(sent).metadata()).exif).toBeTruthy();
	const { width, height, files } = await made(sent);
	expect([width, height]).toEqual([600, 1000]);
	for (const { bytes } of files) {
		const { exif, icc, xmp, iptc, orientation } = await sharp(bytes).metadata();
		expect({ exif, icc, xmp, iptc, orientation }).toEqual({});
		expect(bytes.includes('bi mat')).toBe(false);
	}
});

test('what was hidden in a picture is not in what is made of it', async () => {
	const sent = await polyglot();
	expect(sent.includes('<script>')).toBe(true);
	const { files } = await made(sent);
	for (const { bytes } of files) expect(bytes.includes('<script>') || bytes.includes('PK\u0003')).toBe(false);
});

test('what was see-through is white, whatever the page behind it', async () => {
	const sent = await sharp({ create: { width: 500, height: 400, channels: 4, background: '#0000' } })
		.png()
		.toBuffer();
	const { files } = await made(sent);
	const { channels } = await sharp(files[0]!.bytes).stats();
	expect(channels.map(({ min }) => min)).toEqual([255, 255, 255]);
});

test.each<[string, () => Promise<Uint8Array> | Uint8Array, string]>([
	['nothing', () => new Uint8Array(), 'empty'],
	[
		'a page that calls itself a picture',
		() => Buffer.from('<!doctype html><script>1</script>'),
		'no-picture',
	],
	[
		'a drawing with a script',
		() => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
		'no-picture',
	],
	['a GIF', () => Buffer.from('GIF89a\x01\x00\x01\x00\x00\x00\x00;', 'latin1'), 'no-picture'],
	['a PDF', () => Buffer.from('%PDF-1.7\n'), 'no-picture'],
	['the beginning of a JPEG alone', () => Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'broken'],
	['words that begin as a PNG does', () => Buffer.from('\x89PNG\r\n\x1a\nnothing', 'latin1'), 'broken'],
	['half a JPEG', async () => half(await jpeg()), 'broken'],
	['half a PNG', async () => half(await drawing().png().toBuffer()), 'broken'],
	['half a WebP', async () => half(await drawing().webp().toBuffer()), 'broken'],
	['a moving WebP', animatedWebp, 'animated'],
	['a moving PNG', animatedPng, 'animated'],
	[
		'more than 10 MB',
		() => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(MOST_BYTES)]),
		'too-heavy',
	],
	['a narrow one', () => jpeg(399, 300), 'too-narrow'],
	['a very tall one', () => jpeg(400, 900), 'too-tall'],
])('%s is refused', async (_, file, fault) => {
	const result = await reencode(await file());
	expect(result.ok ? 'taken' : result.reason).toBe(fault);
});

test('20,000 by 20,000 pixels in a few kilobytes are refused before they unfold', async () => {
	const sent = bomb(20_000);
	expect(sent.length).toBeLessThan(500_000);
	const [startedAt, before] = [performance.now(), process.memoryUsage().rss];
	expect(await reencode(sent)).toEqual({ ok: false, reason: 'too-many-pixels' });
	expect(performance.now() - startedAt).toBeLessThan(1_000);
	expect(process.memoryUsage().rss - before).toBeLessThan(50_000_000);
});

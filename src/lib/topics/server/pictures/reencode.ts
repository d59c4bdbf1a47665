/**
 * Makes the files of a picture. Nothing of what was sent in is kept but what one sees: it is decoded, turned as the camera
 * was held, brought to sRGB, put on white and written anew, which leaves behind place, time, thumbnails and whatever was
 * hidden in it. Sizes are read from the header and refused before anything is decoded.
 */
import { createHash } from 'node:crypto';
import { sharp } from '../../../server/sharp';
import { ok, refuse, type Result } from '../../../shared/result';
import { LEAST_WIDTH, MOST_BYTES, MOST_PIXELS, TALLEST, WIDTHS, type PictureFault } from '../../picture';
import { isAnimatedPng, sniff } from './sniff';

const SECONDS = 20;

export interface MadeFile {
	name: string;
	type: 'image/webp' | 'image/jpeg';
	width: number;
	bytes: Buffer;
}

export interface MadePicture {
	width: number;
	height: number;
	files: MadeFile[];
}

export async function reencode(
	bytes: Uint8Array,
): Promise<Result<MadePicture, Exclude<PictureFault, 'busy' | 'gone'>>> {
	if (bytes.length === 0) return refuse('empty');
	if (bytes.length > MOST_BYTES) return refuse('too-heavy');
	const kind = sniff(bytes);
	if (!kind) return refuse('no-picture');
	if (kind === 'png' && isAnimatedPng(bytes)) return refuse('animated');
	try {
		const head = await sharp(bytes, { limitInputPixels: false }).metadata();
		if (head.format !== kind) return refuse('broken');
		if ((head.pages ?? 1) > 1) return refuse('animated');
		if (head.width * head.height > MOST_PIXELS) return refuse('too-many-pixels');
		const { width, height } = head.autoOrient;
		if (width < LEAST_WIDTH) return refuse('too-narrow');
		if (height > TALLEST * width) return refuse('too-tall');
		return ok(await write(bytes));
	} catch {
		// Whatever the decoder stumbles over lies in the file.
		return refuse('broken');
	}
}

async function write(bytes: Uint8Array): Promise<MadePicture> {
	// Decoded once, and made small at once; the others are made of this.
	const { data, info } = await sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' })
		.timeout({ seconds: SECONDS })
		.autoOrient()
		.resize({ width: WIDTHS.at(-1)!, withoutEnlargement: true })
		.toColourspace('srgb')
		.flatten({ background: 'white' })
		.raw()
		.toBuffer({ resolveWithObject: true });
	const { width, height, channels } = info;
	const narrower = WIDTHS.filter((one) => one < width);
	const files: MadeFile[] = [];
	for (const wide of [...narrower, width]) {
		const pixels = sharp(data, { raw: { width, height, channels } }).resize({ width: wide });
		const webp = await pixels.webp({ quality: 78, effort: 4 }).toBuffer();
		files.push({ name: nameOf(webp, 'webp'), type: 'image/webp', width: wide, bytes: webp });
	}
	// For what is too old for WebP, and for other sites' previews.
	const wide = Math.min(width, 1200);
	const jpeg = await sharp(data, { raw: { width, height, channels } })
		.resize({ width: wide })
		.jpeg({ quality: 80, mozjpeg: true })
		.toBuffer();
	files.push({ name: nameOf(jpeg, 'jpg'), type: 'image/jpeg', width: wide, bytes: jpeg });
	return { width, height, files };
}

function nameOf(bytes: Buffer, ending: 'webp' | 'jpg'): string {
	return `${createHash('sha256').update(bytes).digest('hex')}.${ending}`;
}

/** Files as somebody may send them for a picture: good ones, and all kinds of bad ones. */
import { crc32, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';

const WORDS = '<script>alert(1)</script>PK\u0003\u0004';

/** Bands of colour with a little noise, so that it weighs something. */
function pixels(width: number, height: number): Buffer {
	const data = Buffer.alloc(width * height * 3);
	for (let i = 0; i < data.length; i++) data[i] = (i * 7 + Math.floor(i / (width * 3)) * 3) % 251;
	return data;
}

export function drawing(width = 1000, height = 600): Sharp {
	return sharp(pixels(width, height), { raw: { width, height, channels: 3 } });
}

export const jpeg = (width?: number, height?: number): Promise<Buffer> =>
	drawing(width, height).jpeg({ quality: 60 }).toBuffer();

/** Held upright by a telephone, which wrote down where and when. */
export function jpegOfPhone(): Promise<Buffer> {
	return drawing(1000, 600)
		.withMetadata({ orientation: 6 })
		.withExifMerge({
			IFD0: { Make: 'Dien thoai', Copyright: 'bi mat' },
			IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '21/1 1/1 42/1', GPSLongitudeRef: 'E' },
		})
		.jpeg()
		.toBuffer();
}

export async function polyglot(): Promise<Buffer> {
	const picture = await jpeg();
	// A comment of JPEG right after its beginning, and an archive behind its end.
	const comment = Buffer.from(`\xff\xfe\x00${String.fromCharCode(WORDS.length + 2)}${WORDS}`, 'latin1');
	return Buffer.concat([picture.subarray(0, 2), comment, picture.subarray(2), Buffer.from(WORDS)]);
}

export const animatedWebp = (): Promise<Buffer> =>
	sharp(pixels(500, 800), { raw: { width: 500, height: 800, channels: 3, pageHeight: 400 } })
		.webp({ loop: 0, delay: [100, 100] })
		.toBuffer();

export async function animatedPng(): Promise<Buffer> {
	const still = await drawing().png().toBuffer();
	const after = 8 + 25; // signature, IHDR
	return Buffer.concat([
		still.subarray(0, after),
		chunk('acTL', Buffer.from([0, 0, 0, 2, 0, 0, 0, 0])),
		still.subarray(after),
	]);
}

/** White on white: kilobytes that unfold to `side` by `side` pixels. */
export function bomb(side: number): Buffer {
	const header = Buffer.alloc(13);
	header.writeUInt32BE(side, 0);
	header.writeUInt32BE(side, 4);
	header[8] = 1; // one bit a pixel
	const rows = deflateSync(Buffer.alloc(side * (1 + Math.ceil(side / 8))), { level: 1 });
	const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
	return Buffer.concat([
		signature,
		chunk('IHDR', header),
		chunk('IDAT', rows),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type), data]);
	const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
	length.writeUInt32BE(data.length);
	check.writeUInt32BE(crc32(body));
	return Buffer.concat([length, body, check]);
}

/** What a file is by its first bytes; its name and what the browser calls it may lie. */

export type PictureKind = 'jpeg' | 'png' | 'webp';

export function sniff(bytes: Uint8Array): PictureKind | undefined {
	const text = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
	if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg';
	if (text(0, 8) === '\x89PNG\r\n\x1a\n') return 'png';
	if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'webp';
	return undefined;
}

/** An animated PNG says so in a chunk before its data (PNG, third edition, 11.3.6.1); decoders that don't know it show one frame. */
export function isAnimatedPng(bytes: Uint8Array): boolean {
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	for (let at = 8; at + 8 <= bytes.length;) {
		const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
		if (type === 'acTL') return true;
		if (type === 'IDAT') return false;
		at += 12 + view.getUint32(at);
	}
	return false;
}

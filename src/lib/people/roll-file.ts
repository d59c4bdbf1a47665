/** From the bytes of an uploaded list to its text, with what is wrong told in words that help. */

export type FileProblem = 'empty' | 'spreadsheet' | 'utf-16' | 'not-utf-8';

/** @returns the text, and what separates its columns */
export function decodeFile(bytes: Uint8Array): { text: string; separator: string } | FileProblem {
	const begins = (...start: number[]) => start.every((byte, i) => bytes[i] === byte);
	// A workbook is a zip file (xlsx, ods) or a compound file (xls).
	if (begins(0x50, 0x4b, 0x03, 0x04) || begins(0xd0, 0xcf, 0x11, 0xe0)) return 'spreadsheet';
	if (begins(0xff, 0xfe) || begins(0xfe, 0xff) || bytes.subarray(0, 4_000).includes(0)) return 'utf-16';
	let text: string;
	try {
		text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return 'not-utf-8';
	}
	if (text.trim() === '') return 'empty';
	// Excel's own note on the separator. The empty line in its place keeps the line numbers.
	const [note, told] = /^sep=(.)(?=\r?\n)/i.exec(text) ?? [];
	if (note && told) return { text: text.slice(note.length), separator: told };
	return { text, separator: separatorOf(/^[^\r\n]+/m.exec(text)?.[0] ?? '') };
}

function separatorOf(header: string): string {
	const outside = header.replace(/"[^"]*"/g, '');
	const count = (mark: string) => outside.split(mark).length;
	return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

/** Texts that editors write, as they come out of a form: in each language, cleaned before they are kept. */

export const LANGS = ['vi', 'en'] as const;
export type Wording = Record<(typeof LANGS)[number], string>;

export const noWords = (): Wording => ({ vi: '', en: '' });

/** Composed letters and single spaces; no control characters. */
export function cleanLine(text: string): string {
	return text
		.normalize('NFC')
		.replace(/[\p{Cc}\s]+/gu, ' ')
		.trim();
}

/** As `cleanLine`, but lines and the spaces in them stay. */
export function cleanText(text: string): string {
	return text
		.normalize('NFC')
		.replace(/\r\n?/g, '\n')
		.replace(/[^\P{Cc}\n\t]/gu, ' ')
		.trim();
}

/** In characters as the database counts them, not in halves of an emoji. */
export function lengthOf(text: string): number {
	return [...text].length;
}

/** A name for addresses out of a title: "Đường nào hỏng?" gives duong-nao-hong. May be empty. */
export function slugFrom(title: string): string {
	return title
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.replace(/[đĐ]/g, 'd')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.slice(0, 60)
		.replace(/^-+|-+$/g, '');
}

export function isSlug(text: string): boolean {
	return text.length >= 3 && text.length <= 80 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text);
}

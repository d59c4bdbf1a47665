/** Citizens' numbers, as people type them: 12 digits today, 9 digits on old cards. */

/** @returns digits only; undefined where it is neither an old nor a new number */
export function normaliseDocumentNumber(text: string): string | undefined {
	const digits = text.normalize('NFKC').replace(/[\s.\-‐-―]/g, '');
	return /^(\d{9}|\d{12})$/.test(digits) ? digits : undefined;
}

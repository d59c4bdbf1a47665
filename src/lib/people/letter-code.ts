/** Codes on letters: twelve characters, some 58 bits, of which none looks like another. */

export const LETTER_ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
export const LETTER_LENGTH = 12;
export const LETTER_DAYS = 30;
export const LETTER_TRIES = 5;

const CODE = new RegExp(`^[${LETTER_ALPHABET}]{${LETTER_LENGTH}}$`);

/** @returns the code without what people put between its groups; undefined for what can't be one */
export function normaliseLetterCode(text: string): string | undefined {
	const code = text
		.normalize('NFKC')
		.toUpperCase()
		.replace(/[\s.\-‐-―]/g, '');
	return CODE.test(code) ? code : undefined;
}

/** As it is printed: `ABCD-EFGH-JKMN`. */
export function formatLetterCode(code: string): string {
	return (code.match(/.{4}/g) ?? []).join('-');
}

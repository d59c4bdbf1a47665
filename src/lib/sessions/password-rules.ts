/** What a password of staff must be. Whether it can be guessed, the server asks a dictionary (server/staff/guessable.ts). */
export const PASSWORD_MIN = 12;
const PASSWORD_MAX = 256;

export type PasswordFault = 'too-short' | 'too-long' | 'guessable';

/** Characters as people count them; the same password typed on another keyboard stays the same. */
export function normalisePassword(text: string): string {
	return text.normalize('NFC');
}

export function lengthFault(password: string): PasswordFault | undefined {
	const length = [...normalisePassword(password)].length;
	if (length < PASSWORD_MIN) return 'too-short';
	return length > PASSWORD_MAX ? 'too-long' : undefined;
}

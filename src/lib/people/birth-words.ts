import { m } from '../i18n/paraglide/messages';

/** What is wrong with a date of birth, and how to write it. */
export function birthDateWords(fault: 'malformed' | 'impossible'): string {
	return fault === 'malformed' ? m.birth_malformed() : m.birth_impossible();
}

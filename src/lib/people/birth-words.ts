import { m } from '../i18n/paraglide/messages';
import type { BirthDateFault } from './birth-date';

/** What is wrong with a date of birth, and how to write it. */
export function birthDateWords(fault: BirthDateFault): string {
	return fault === 'malformed' ? m.birth_malformed() : m.birth_impossible();
}

import { z } from 'zod';

const MOST = 60;

/**
 * The name by which somebody wants to be read: 1 to 60 characters in NFC, at least one of them a letter or a digit.
 * Nothing invisible stays, so that two names that look the same are the same, and at most two marks on one letter.
 */
export const displayNameSchema = z
	.string()
	.transform(clean)
	.refine((name) => [...name].length <= MOST, 'too-long')
	.refine((name) => name !== '', 'empty')
	.refine((name) => name === '' || /[\p{L}\p{N}]/u.test(name), 'no-letter');

export type NameFault = 'empty' | 'too-long' | 'no-letter';

function clean(text: string): string {
	return text
		.normalize('NFC')
		.replace(/[\p{C}\p{Z}\s]+/gu, ' ')
		.replace(/(\p{M}{2})\p{M}+/gu, '$1')
		.trim();
}

/** Personal data in what somebody is about to send: they see it covered, and choose. Nothing is sent before. */
import { cleanBody } from '../comment.schema';
import { maskPersonalData } from './phases/patterns';

/**
 * @param chosen one of PERSONAL_CHOICES, if its author was asked
 * @returns the words to be sent; or, as long as nothing was chosen, how they would read covered
 */
export function chosenWording(
	typed: string,
	chosen: string | undefined,
): { body: string } | { masked: string } {
	const masked = maskPersonalData(cleanBody(typed));
	if (masked === undefined || chosen === 'keep') return { body: typed };
	return chosen === 'mask' ? { body: masked } : { masked };
}

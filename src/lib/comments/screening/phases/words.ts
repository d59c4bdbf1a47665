/** Phases that look for words of the lists. */
import { findWords } from '../find-words';
import type { Phase } from '../phase';

export const bannedPhase: Phase = {
	name: 'banned',
	look: ({ rules, forms }) => {
		const spans = findWords(rules.banned, forms).map(({ span }) => span);
		if (spans.length === 0) return undefined;
		return rules.bannedWords === 'refuse' ? { refuse: 'banned-word', spans } : { hold: 'banned-word', spans };
	},
};

export const suspectPhase: Phase = {
	name: 'suspect',
	look: ({ rules, forms }) => {
		const spans = findWords(rules.suspect, forms).map(({ span }) => span);
		return spans.length > 0 ? { hold: 'suspect-word', spans } : undefined;
	},
};

/** Phases that look at who writes where, not at what is written. */
import { BODY_MOST } from '../../comment';
import type { Phase } from '../phase';

export const lengthPhase: Phase = {
	name: 'length',
	look: ({ body }) => {
		const refusal = lengthRefusal(body);
		return refusal && { refuse: refusal };
	},
};

/** Asked before anything is read from the database or from the text. */
export function lengthRefusal(body: string): 'empty' | 'too-long' | undefined {
	if (!/[\p{L}\p{N}\p{S}\p{P}]/u.test(body)) return 'empty';
	return charactersOf(body) > BODY_MOST ? 'too-long' : undefined;
}

function charactersOf(text: string): number {
	let characters = text.length;
	for (let i = 1; i < text.length; i++) if (isPair(text.charCodeAt(i - 1), text.charCodeAt(i))) characters--;
	return characters;
}

const isPair = (first: number, second: number) =>
	first >= 0xd800 && first <= 0xdbff && second >= 0xdc00 && second <= 0xdfff;

export const standingPhase: Phase = {
	name: 'standing',
	look: ({ thread, author: { sanctions } }) => {
		if (thread.isClosed || thread.mode === 'closed') return { refuse: 'thread-closed' };
		if (sanctions.includes('ban')) return { refuse: 'banned' };
		if (sanctions.includes('suspend')) return { refuse: 'suspended' };
		// A warning is read before anything else is written.
		if (sanctions.includes('warn')) return { refuse: 'warning-first' };
		return sanctions.includes('hold') ? { hold: 'author-held' } : undefined;
	},
};

/** Short thanks are written by many; only longer texts can be copies. */
const COPY_LENGTH = 40;

export const repeatPhase: Phase = {
	name: 'repeat',
	look: ({ body, author }) => {
		if (author.ownRepeats > 0) return { refuse: 'repeated' };
		return body.length >= COPY_LENGTH && author.othersRepeats > 0 ? { hold: 'copied' } : undefined;
	},
};

export const ratePhase: Phase = {
	name: 'rate',
	look: ({ rules, author }) => (author.recent >= rules.perTenMinutes ? { refuse: 'too-many' } : undefined),
};

const ENOUGH_SETTLED = 4;

export const historyPhase: Phase = {
	name: 'history',
	look: ({ rules, author: { isOfficial, published, rejected } }) => {
		if (isOfficial) return undefined;
		const settled = published + rejected;
		if (settled >= ENOUGH_SETTLED && rejected / settled >= rules.rejectedShare) return { hold: 'history' };
		return rules.holdFirst && published === 0 ? { hold: 'first-comment' } : undefined;
	},
};

export const modePhase: Phase = {
	name: 'mode',
	look: ({ thread, author }) =>
		thread.mode === 'after' || author.isOfficial ? undefined : { hold: 'thread-before' },
};

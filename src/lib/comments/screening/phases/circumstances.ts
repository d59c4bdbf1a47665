/** Phases that look at who writes where, not at what is written. */
import { BODY_MOST } from '../../comment';
import type { Phase } from '../phase';

export const lengthPhase: Phase = {
	name: 'length',
	look: ({ body }) => {
		if (!/[\p{L}\p{N}\p{S}\p{P}]/u.test(body)) return { refuse: 'empty' };
		return [...body].length > BODY_MOST ? { refuse: 'too-long' } : undefined;
	},
};

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

/** Phases that look for patterns. Every expression is linear: no repetition stands inside another. */
import type { Span } from '../../text/form';
import type { Phase } from '../phase';

const LINK =
	/(?<![\p{L}\p{N}@.-])(?:https?:\/\/|www\.)[^\s]{3,}|(?<![\p{L}\p{N}@.-])[a-z0-9][a-z0-9-]{0,62}\.(?:com|net|org|vn|info|xyz|top|shop|io|me|ly|tk|site|online|club)\b/giu;

export const linksPhase: Phase = {
	name: 'links',
	look: ({ body, rules }) => {
		const spans = spansOf(LINK, body);
		return spans.length > rules.linksFree ? { hold: 'links', spans } : undefined;
	},
};

/** Looked for from the sign on, and from there back: from each letter on would cost 64 steps for each. */
const EMAIL = /@(?<=([\p{L}\p{N}._%+-]{1,64})@)[\p{L}\p{N}-]{1,63}\.[\p{L}\p{N}.-]{2,63}/gu;
/** Digits in groups, as people write numbers; what they are is decided by how many there are. */
const DIGITS = /(?<!\d|\d[.,])\+?\d(?:[ .-]?\d){8,13}(?!\d|[.,]\d)/gu;

/**
 * Telephone numbers (10 digits from 0, or +84 and 9), citizens' numbers (12, or 9 on old cards) and e-mail addresses.
 * Sums of money have thousands separators in threes and a unit behind, and are left alone.
 */
export const personalDataPhase: Phase = {
	name: 'personal-data',
	look: ({ body }) => {
		const spans = findPersonalData(body);
		return spans.length > 0 ? { hold: 'personal-data', spans } : undefined;
	},
};

/** In order; where two lie over each other, both. */
function findPersonalData(body: string): Span[] {
	const numbers = spansOf(DIGITS, body).filter((span) => isNumberOf(body, span));
	return [...emailsOf(body), ...numbers].sort((a, b) => a.from - b.from);
}

function emailsOf(body: string): Span[] {
	return [...body.matchAll(EMAIL)].map(({ index, 0: found, 1: name }) => ({
		from: index - name!.length,
		to: index + found.length,
	}));
}

const MONEY_BEHIND = /^\s?(?:đ\b|₫|vnđ|vnd|đồng|dong|usd|triệu|tỷ|tỉ)/iu;

function isNumberOf(body: string, { from, to }: Span): boolean {
	const text = body.slice(from, to);
	if (MONEY_BEHIND.test(body.slice(to, to + 8)) || /^\d{1,3}(?:\.\d{3})+$/.test(text)) return false;
	const digits = text.replace(/\D/g, '');
	if (text.startsWith('+')) return /^84\d{9}$/.test(digits);
	return (
		/^0\d{9}$/.test(digits) || /^84\d{9}$/.test(digits) || /^\d{12}$/.test(digits) || /^\d{9}$/.test(digits)
	);
}

/** Fewer letters than this can be a name or an abbreviation. */
const LETTERS_FOR_SHOUTING = 20;
const FLOOD = /(.)\1{9,}/gsu;

export const shoutingPhase: Phase = {
	name: 'shouting',
	look: ({ body, rules }) => {
		const letters = body.match(/\p{L}/gu)?.length ?? 0;
		const capitals = body.match(/\p{Lu}/gu)?.length ?? 0;
		if (letters >= LETTERS_FOR_SHOUTING && capitals / letters >= rules.capitalsShare)
			return { hold: 'shouting' };
		const spans = spansOf(FLOOD, body);
		return spans.length > 0 ? { hold: 'flood', spans } : undefined;
	},
};

function spansOf(pattern: RegExp, text: string): Span[] {
	return [...text.matchAll(pattern)].map(({ index, 0: found }) => ({
		from: index,
		to: index + found.length,
	}));
}

/** What an author is offered to send instead. @returns undefined for a text that holds no personal data */
export function maskPersonalData(body: string): string | undefined {
	const spans = findPersonalData(body);
	return spans.length > 0 ? maskSpans(body, spans) : undefined;
}

/** Covered, each in place. */
function maskSpans(body: string, spans: readonly Span[]): string {
	let masked = '';
	let at = 0;
	for (const { from, to } of spans) {
		if (from < at) continue;
		masked += `${body.slice(at, from)}[…]`;
		at = to;
	}
	return masked + body.slice(at);
}

/**
 * A service outside that screens as well. It is asked after the comment is stored, since asking takes time and may fail:
 * until it answers the comment is held, and it stays held when no answer comes. It can hold; only together with all other
 * phases, asked once more, does its "pass" publish.
 */
import type { Finding } from './phase';

const PHASE = 'outside';

export interface OutsideAnswer {
	answer: 'pass' | 'hold';
	/** In the service's words, for moderators. */
	reasons: string[];
}

export const awaiting: Finding = { phase: PHASE, reason: 'outside-pending', spans: [] };

/** What counts once the service has answered; undefined: it never did. */
export function withAnswer(findings: readonly Finding[], answer: OutsideAnswer | undefined): Finding[] {
	const others = findings.filter(({ phase }) => phase !== PHASE);
	if (answer === undefined) return [...others, { phase: PHASE, reason: 'outside-failed', spans: [] }];
	if (answer.answer === 'pass') return others;
	return [...others, { phase: PHASE, reason: 'outside-hold', spans: [], words: answer.reasons }];
}

/**
 * Screening: an ordered list of small pure phases. Each looks at a comment and returns nothing, a reason to hold it, or
 * a reason to refuse it. It never publishes: what no phase holds is shown at once only where the thread says so.
 *
 * A phase that fails holds. The first refusal ends the walk, since whoever wrote it has to change the text anyway.
 */
import type { CommentState } from '../comment';
import type { Span } from '../text/form';
import type { Finding, Phase, PhaseAnswer, Screened, ScreenRefusal } from './phase';
import {
	historyPhase,
	lengthPhase,
	modePhase,
	ratePhase,
	repeatPhase,
	standingPhase,
} from './phases/circumstances';
import { linksPhase, personalDataPhase, shoutingPhase } from './phases/patterns';
import { bannedPhase, suspectPhase } from './phases/words';

/** What must be so comes first, what people wrote next, what the thread says last. */
export const PHASES: readonly Phase[] = [
	lengthPhase,
	standingPhase,
	repeatPhase,
	ratePhase,
	linksPhase,
	bannedPhase,
	suspectPhase,
	personalDataPhase,
	shoutingPhase,
	historyPhase,
	modePhase,
];

export type Screening =
	| { outcome: 'refuse'; reason: ScreenRefusal; spans: Span[] }
	| { outcome: 'hold'; findings: Finding[] }
	| { outcome: 'pass'; findings: [] };

export function screen(comment: Screened, phases: readonly Phase[] = PHASES): Screening {
	const findings: Finding[] = [];
	for (const { name, look } of phases) {
		const answer = attempt(look, comment);
		if (!answer) continue;
		if ('refuse' in answer) return { outcome: 'refuse', reason: answer.refuse, spans: answer.spans ?? [] };
		findings.push({ phase: name, reason: answer.hold, spans: answer.spans ?? [] });
	}
	return findings.length > 0 ? { outcome: 'hold', findings } : { outcome: 'pass', findings: [] };
}

function attempt(look: Phase['look'], comment: Screened): PhaseAnswer {
	try {
		return look(comment);
	} catch {
		return { hold: 'phase-failed' };
	}
}

/** Where a comment begins its life. */
export function firstState(screening: Exclude<Screening, { outcome: 'refuse' }>): CommentState {
	return screening.outcome === 'pass' ? 'published' : 'held';
}

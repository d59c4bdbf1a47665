/**
 * Screening: an ordered list of small pure phases. Each looks at a comment and returns nothing, a reason to hold it, or
 * a reason to refuse it. It never publishes: what no phase holds is shown at once only where the thread says so.
 *
 * A phase that fails, or takes longer than it may, holds: it is one that somebody has found a text against. The first refusal ends the walk, since whoever wrote it has to change the text anyway.
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

/** Milliseconds for one phase, hundreds of times what any needs, and for all of them. */
const PHASE_MS = 250;
const ALL_MS = 1_000;

/** @param clock milliseconds that only rise */
export function screen(
	comment: Screened,
	phases: readonly Phase[] = PHASES,
	clock: () => number = () => performance.now(),
): Screening {
	const findings: Finding[] = [];
	const begunAt = clock();
	for (const { name, look } of phases) {
		const startedAt = clock();
		if (startedAt - begunAt > ALL_MS) {
			findings.push({ phase: name, reason: 'phase-failed', spans: [] });
			break;
		}
		const found = attempt(look, comment);
		const answer = found ?? (clock() - startedAt > PHASE_MS ? { hold: 'phase-failed' as const } : undefined);
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
export function firstState(findings: readonly Finding[]): CommentState {
	return findings.length === 0 ? 'published' : 'held';
}

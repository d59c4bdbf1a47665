/** The reasons by which a queue can be filtered: why screening held, why a moderator rejected, why readers reported. */
import { REPORT_REASONS, type ReportReason } from '../comments/comment';
import { HOLD_REASONS, type HoldReason } from '../comments/screening/phase';
import { REJECT_REASONS, type Queue, type RejectReason } from './moderation';

export type ReasonKind = 'held' | 'rejected' | 'reported';

export type QueueReason =
	| { kind: 'held'; reason: HoldReason }
	| { kind: 'rejected'; reason: RejectReason }
	| { kind: 'reported'; reason: ReportReason };

/** What a queue is about comes first. */
const KINDS: Record<Queue, readonly ReasonKind[]> = {
	waiting: ['held'],
	reported: ['reported', 'held'],
	published: ['held'],
	rejected: ['rejected', 'held'],
	appeals: ['rejected', 'held'],
	mine: ['rejected', 'held'],
};

const REASONS: readonly QueueReason[] = [
	...REPORT_REASONS.map((reason) => ({ kind: 'reported', reason }) as const),
	...REJECT_REASONS.map((reason) => ({ kind: 'rejected', reason }) as const),
	...HOLD_REASONS.map((reason) => ({ kind: 'held', reason }) as const),
];

/** In the address. The same word may be a reason of several kinds; holding is what a bare one means. */
export const reasonCode = ({ kind, reason }: QueueReason): string =>
	kind === 'held' ? reason : `${kind}.${reason}`;

const byCode = new Map(REASONS.map((reason) => [reasonCode(reason), reason]));

export const findReason = (code: string): QueueReason | undefined => byCode.get(code);

export function reasonsOf(queue: Queue): { kind: ReasonKind; of: QueueReason[] }[] {
	return KINDS[queue].map((kind) => ({ kind, of: REASONS.filter((reason) => reason.kind === kind) }));
}

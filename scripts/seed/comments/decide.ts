/** What the moderators did with the sample's comments, and what readers and authors asked of them. */
import type { Random } from '../random.ts';
import type { DecisionAction, RejectReason } from '../../../src/lib/moderation/moderation.ts';
import type { ReportReason } from '../../../src/lib/comments/comment.ts';
import { FIRST_PARTICIPANT, PARTICIPANTS } from './names.ts';
import { HOUR, isShown, MINUTE } from './lay-out.ts';
import type { Looked } from './look-at.ts';

const MODERATORS = ['dieu-phoi', 'dieu-phoi-2'] as const;
export type Moderator = (typeof MODERATORS)[number];

export interface Decision {
	comment: Looked;
	by: Moderator;
	action: DecisionAction;
	reason: RejectReason | null;
	note: string;
	from: 'held' | 'published' | 'rejected';
	at: number;
}

export interface Appeal {
	comment: Looked;
	words: string;
	first: Moderator;
	openedAt: number;
	decision: Decision | null;
}

export interface Report {
	comment: Looked;
	reporter: number;
	reason: ReportReason;
	note: string;
	at: number;
	settledAt: number | null;
}

export interface Desk {
	decisions: Decision[];
	appeals: Appeal[];
	reports: Report[];
}

/** When others could read it; null for what they can't. */
export function shownFrom(comment: Looked, { decisions }: Pick<Desk, 'decisions'>): number | null {
	if (!isShown(comment)) return null;
	if (comment.passed) return comment.createdAt;
	return decisions.find((one) => one.comment === comment && /^(approve|overturn)$/.test(one.action))!.at;
}

export function decide(comments: Looked[], { now, random }: { now: number; random: Random }): Desk {
	const decisions: Decision[] = [];
	const appeals: Appeal[] = [];
	const reports: Report[] = [];
	const say = (comment: Looked, by: Moderator, rest: Partial<Decision> & Pick<Decision, 'action' | 'at'>) => {
		const decision: Decision = { comment, by, reason: null, note: '', from: 'held', ...rest };
		decisions.push(decision);
		return decision;
	};

	for (const comment of comments) {
		const { said, waiting, createdAt, settledAt: at } = comment;
		// Who has a late appeal is the second, so that the first can try the desk on it.
		const by = said.rejected?.appeal ? MODERATORS[1] : random() < 0.58 ? MODERATORS[0] : MODERATORS[1];
		const other = by === MODERATORS[0] ? MODERATORS[1] : MODERATORS[0];
		if (waiting?.proposed)
			say(comment, MODERATORS[1], {
				action: 'propose',
				reason: waiting.proposed,
				at: between(createdAt, now),
			});
		if (waiting || said.withdrawn) continue;
		if (said.rejected) reject(comment, by, other);
		else if (!comment.passed) say(comment, by, { action: 'approve', at });
		if (said.picked) say(comment, by, { action: 'pick', from: 'published', at: between(at, now) });
	}
	for (const comment of comments) {
		const shown = shownFrom(comment, { decisions });
		if (!comment.said.reports || shown === null) continue;
		const kept = comment.said.kept ? between(shown + HOUR, now) : null;
		const first = Math.floor(random() * PARTICIPANTS);
		for (const [i, { reason, note = '' }] of comment.said.reports.entries()) {
			const reporter = FIRST_PARTICIPANT + ((first + i) % PARTICIPANTS);
			reports.push({ comment, reporter, reason, note, at: between(shown, kept ?? now), settledAt: kept });
		}
		if (kept) say(comment, MODERATORS[0], { action: 'keep', from: 'published', at: kept });
	}
	return { decisions: decisions.sort((a, b) => a.at - b.at), appeals, reports };

	function reject(comment: Looked, by: Moderator, other: Moderator) {
		const { reason, note = '', appeal } = comment.said.rejected!;
		const { settledAt: at } = comment;
		if (comment.aboutAgency) say(comment, other, { action: 'propose', reason, note, at: at - MINUTE });
		say(comment, by, { action: 'reject', reason, note, at });
		if (!appeal) return;
		const openedAt = at + 9 * HOUR;
		const decision = appeal.outcome
			? say(comment, other, {
					action: appeal.outcome === 'overturned' ? 'overturn' : 'uphold',
					note: appeal.note ?? '',
					from: 'rejected',
					at: openedAt + 21 * HOUR,
				})
			: null;
		appeals.push({ comment, words: appeal.words, first: by, openedAt, decision });
	}

	function between(from: number, to: number): number {
		return from + (0.1 + 0.8 * random()) * (to - from);
	}
}

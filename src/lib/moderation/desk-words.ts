/** What the desk says: reasons, queues, outcomes, and how long somebody waited. */
import { reportWords } from '../comments/comment-words';
import type { HoldReason } from '../comments/screening/phase';
import { m } from '../i18n/paraglide/messages';
import { number } from '../ui/format';
import { COUNTED } from './queue';
import type { QueueReason, ReasonKind } from './queue-reasons';
import type { DecisionAction, OtherState, Queue, RejectReason, SanctionKind } from './moderation';

const REASONS: Record<RejectReason, () => string> = {
	offensive: m.comment_reason_offensive,
	abusive: m.comment_reason_abusive,
	spam: m.comment_reason_spam,
	advertising: m.comment_reason_advertising,
	'personal-data': m.comment_reason_personal_data,
	'off-topic': m.comment_reason_off_topic,
	'false-claim': m.comment_reason_false_claim,
	hate: m.comment_reason_hate,
	illegal: m.comment_reason_illegal,
	duplicate: m.comment_reason_duplicate,
	other: m.comment_reason_other,
};
export const reasonWords = (reason: RejectReason): string => REASONS[reason]();

const RULES: Record<RejectReason, () => string> = {
	offensive: m.comment_rule_offensive,
	abusive: m.comment_rule_abusive,
	spam: m.comment_rule_spam,
	advertising: m.comment_rule_advertising,
	'personal-data': m.comment_rule_personal_data,
	'off-topic': m.comment_rule_off_topic,
	'false-claim': m.comment_rule_false_claim,
	hate: m.comment_rule_hate,
	illegal: m.comment_rule_illegal,
	duplicate: m.comment_rule_duplicate,
	other: m.comment_rule_other,
};
/** The rule that stands behind a reason, as its author reads it. */
export const ruleWords = (reason: RejectReason): string => RULES[reason]();

const FOUND: Record<HoldReason, () => string> = {
	'author-held': m.moderation_found_author,
	copied: m.moderation_found_copied,
	links: m.moderation_found_links,
	'banned-word': m.moderation_found_banned,
	'suspect-word': m.moderation_found_suspect,
	'personal-data': m.moderation_found_personal_data,
	shouting: m.moderation_found_shouting,
	flood: m.moderation_found_flood,
	history: m.moderation_found_history,
	'first-comment': m.moderation_found_first,
	'thread-before': m.moderation_found_thread,
	'phase-failed': m.moderation_found_failed,
	'outside-pending': m.webhook_found_pending,
	'outside-hold': m.webhook_found_outside,
	'outside-failed': m.webhook_found_failed,
};
/** Why screening held a comment, as a moderator reads it; its author reads holdWords. */
export const foundWords = (reason: HoldReason): string => FOUND[reason]();

const KIND_WORDS: Record<ReasonKind, () => string> = {
	held: m.moderation_why,
	rejected: m.moderation_reason,
	reported: m.moderation_reports,
};
export const reasonKindWords = (kind: ReasonKind): string => KIND_WORDS[kind]();

export function queueReasonWords({ kind, reason }: QueueReason): string {
	if (kind === 'held') return foundWords(reason);
	return kind === 'rejected' ? reasonWords(reason) : reportWords(reason);
}

const QUEUE_WORDS: Record<Queue, () => string> = {
	waiting: m.desk_queue_waiting,
	reported: m.desk_queue_reported,
	published: m.desk_queue_published,
	rejected: m.desk_queue_rejected,
	appeals: m.desk_queue_appeals,
	mine: m.desk_queue_mine,
};
export const queueWords = (queue: Queue): string => QUEUE_WORDS[queue]();

const EMPTY: Record<Queue, () => string> = {
	waiting: m.moderation_empty_what,
	reported: m.moderation_empty_reported,
	published: m.moderation_empty_published,
	rejected: m.moderation_empty_rejected,
	appeals: m.moderation_empty_appeals,
	mine: m.moderation_empty_mine,
};
/** What would stand in a queue in which nothing does. */
export const emptyWords = (queue: Queue): string => EMPTY[queue]();

const ACTIONS: Record<DecisionAction, () => string> = {
	approve: m.moderation_done_approve,
	reject: m.moderation_done_reject,
	propose: m.moderation_done_propose,
	keep: m.moderation_done_keep,
	pick: m.moderation_done_pick,
	unpick: m.moderation_done_unpick,
	undo: m.moderation_done_undo,
	overturn: m.moderation_done_overturn,
	uphold: m.moderation_done_uphold,
};
export const actionWords = (action: DecisionAction): string => ACTIONS[action]();

const SANCTION_WORDS: Record<SanctionKind, () => string> = {
	warn: m.sanction_warn,
	hold: m.sanction_hold,
	suspend: m.sanction_suspend,
	ban: m.sanction_ban,
};
export const sanctionWords = (kind: SanctionKind): string => SANCTION_WORDS[kind]();

/** In the largest unit that says enough. */
export function waitWords(seconds: number): string {
	if (seconds < 60) return m.moderation_wait_seconds({ count: Math.max(0, Math.round(seconds)) });
	if (seconds < 5_400) return m.moderation_wait_minutes({ count: Math.round(seconds / 60) });
	if (seconds < 129_600) return m.moderation_wait_hours({ count: Math.round(seconds / 3_600) });
	return m.moderation_wait_days({ count: Math.round(seconds / 86_400) });
}

export const countWords = (count: number): string =>
	count >= COUNTED ? `${number(COUNTED - 1)}+` : number(count);

const CONFLICTS: Record<string, (by: string, action: string) => string> = {
	'not-found': () => m.moderation_conflict_gone(),
	changed: () => m.moderation_conflict_changed(),
	withdrawn: () => m.moderation_conflict_withdrawn(),
	decided: (by, action) => m.moderation_conflict_decided({ by, action }),
	screened: () => m.moderation_conflict_screened(),
	claimed: (by) => m.moderation_conflict_claimed({ by }),
	own: () => m.moderation_conflict_own(),
	'second-needed': () => m.moderation_conflict_second(),
	appealed: () => m.moderation_conflict_appealed(),
	'own-decision': () => m.moderation_conflict_own_decision(),
	'too-late': () => m.moderation_conflict_too_late(),
	'decided-since': (by, action) => m.moderation_conflict_decided_since({ by, action }),
	'changed-since': () => m.moderation_conflict_changed_since(),
	'already-undone': () => m.moderation_conflict_already_undone(),
	'none-selected': () => m.moderation_none_selected(),
	'not-published': () => m.moderation_conflict_not_published(),
	'reason-missing': () => m.moderation_reason_missing(),
	'note-missing': () => m.moderation_note_missing(),
};
export function conflictWords(problem: string, by: string | null, action?: DecisionAction): string {
	const words = CONFLICTS[problem] ?? CONFLICTS['not-found']!;
	return words(by ?? m.moderation_somebody(), action ? actionWords(action) : '');
}

const NOTICES: Record<string, () => string> = {
	published: m.notice_to_published,
	rejected: m.notice_to_rejected,
	'appeal-overturned': m.notice_to_overturned,
	'appeal-upheld': m.notice_to_upheld,
	warned: m.notice_to_warned,
	held: m.notice_to_held,
	suspended: m.notice_to_suspended,
	banned: m.notice_to_banned,
	replied: m.notices_mail_replied,
	answered: m.notices_mail_answered,
};
export const noticeWords = (kind: string): string => NOTICES[kind]?.() ?? kind;

const OTHERS: Record<OtherState, () => string> = {
	held: m.desk_queue_waiting,
	published: m.desk_queue_published,
	rejected: m.desk_queue_rejected,
};
export const otherStateWords = (state: OtherState): string => OTHERS[state]();

const OTHER_CONFLICTS: Record<string, (by: string) => string> = {
	'not-found': () => m.moderation_answers_gone(),
	changed: () => m.moderation_answers_changed(),
	decided: (by) => m.moderation_answers_decided({ by }),
	'reason-missing': () => m.moderation_reason_missing(),
	'note-missing': () => m.moderation_answers_note_missing(),
};
export const otherConflictWords = (problem: string, by: string | null): string =>
	(OTHER_CONFLICTS[problem] ?? OTHER_CONFLICTS['not-found']!)(by ?? m.moderation_somebody());

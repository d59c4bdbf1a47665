/** What is said about comments: reasons, sorts and faults in the reader's words. */
import { m } from '../i18n/paraglide/messages';
import { dateTime } from '../ui/format';
import type { CommentState, ReportReason, Sort, ThreadClosed } from './comment';
import type { HoldReason } from './screening/phase';

const SORT_WORDS: Record<Sort, () => string> = {
	newest: m.comments_sort_newest,
	oldest: m.comments_sort_oldest,
	agreed: m.comments_sort_agreed,
	discussed: m.comments_sort_discussed,
};
export const sortWords = (sort: Sort): string => SORT_WORDS[sort]();

const STATE_WORDS: Record<CommentState, () => string> = {
	held: m.comment_state_held,
	published: m.comment_state_published,
	rejected: m.comment_state_rejected,
	withdrawn: m.comment_state_withdrawn,
};
export const stateWords = (state: CommentState): string => STATE_WORDS[state]();

/** Why a thread takes nothing more, and since when if the clock closed it. */
export function closedWords(closed: ThreadClosed, closesAt: Date | null): string {
	switch (closed) {
		case 'archived':
			return m.comments_closed_archived();
		case 'time':
			return m.comments_closed_time({ when: dateTime(closesAt!) });
		case 'editors':
			return m.comments_closed_editors();
	}
}

const HOLD_WORDS: Record<HoldReason, () => string> = {
	'author-held': m.comment_hold_author,
	copied: m.comment_hold_copied,
	links: m.comment_hold_links,
	'banned-word': m.comment_hold_word,
	'suspect-word': m.comment_hold_word,
	'personal-data': m.comment_hold_personal_data,
	shouting: m.comment_hold_shouting,
	flood: m.comment_hold_shouting,
	history: m.comment_hold_history,
	'first-comment': m.comment_hold_first,
	'thread-before': m.comment_hold_thread,
	'phase-failed': m.comment_hold_failed,
	'outside-pending': m.webhook_hold_pending,
	'outside-hold': m.webhook_hold_outside,
	'outside-failed': m.comment_hold_failed,
};
export const holdWords = (reason: HoldReason): string => HOLD_WORDS[reason]();

const REPORT_WORDS: Record<ReportReason, () => string> = {
	offensive: m.comment_reason_offensive,
	abusive: m.comment_reason_abusive,
	spam: m.comment_reason_spam,
	'personal-data': m.comment_reason_personal_data,
	'false-claim': m.comment_reason_false_claim,
	hate: m.comment_reason_hate,
	illegal: m.comment_reason_illegal,
	other: m.comment_reason_other,
};
export const reportWords = (reason: ReportReason): string => REPORT_WORDS[reason]();

/** Why a comment was not taken, and what to do about it. */
const FAULT_WORDS: Record<string, () => string> = {
	empty: m.comment_fault_empty,
	'too-long': m.comment_fault_too_long,
	'no-letter': m.name_fault_no_letter,
	'name-required': m.comment_fault_name,
	'not-found': m.comment_fault_not_found,
	'parent-gone': m.comment_fault_parent_gone,
	'not-allowed': m.comment_fault_not_allowed,
	'thread-closed': m.comments_closed,
	suspended: m.comment_fault_suspended,
	banned: m.comment_fault_banned,
	'warning-first': m.comment_fault_warning,
	repeated: m.comment_fault_repeated,
	'too-many': m.comment_fault_too_many,
	'banned-word': m.comment_fault_word,
	'slow-down': m.comment_fault_slow_down,
	busy: m.comment_fault_busy,
	'too-late': m.comment_fault_too_late,
	'changed-meanwhile': m.comment_fault_changed,
};
export const faultWords = (fault: string): string => (FAULT_WORDS[fault] ?? m.comment_fault_not_found)();

import { m } from '../i18n/paraglide/messages';
import type { Importance, NoticeFault, NoticeProblem, NoticeState, Place } from './notice';

export function placeLabel(place: Place): string {
	const labels = {
		everywhere: m.notice_place_everywhere,
		home: m.notice_place_home,
		topics: m.notice_place_topics,
		embed: m.notice_place_embed,
	};
	return labels[place]();
}

export function importanceLabel(importance: Importance): string {
	const labels = {
		note: m.notice_importance_note,
		important: m.notice_importance_important,
		urgent: m.notice_importance_urgent,
	};
	return labels[importance]();
}

export function noticeStateLabel(state: NoticeState): string {
	const labels = { coming: m.notice_coming, shown: m.notice_shown, over: m.notice_over };
	return labels[state]();
}

const FIELDS: Record<string, () => string> = {
	body_vi: () => `${m.notice_body()} (${m.desk_lang_vi()})`,
	body_en: () => `${m.notice_body()} (${m.desk_lang_en()})`,
	startsAt: m.notice_starts,
	endsAt: m.notice_ends,
};

export function noticeProblemWords({ field, fault }: NoticeProblem): string {
	return `${FIELDS[field]?.() ?? field}: ${faultWords(fault)}`;
}

/** As a sentence of its own, beside the field. */
export function noticeFaultSentence(fault: NoticeFault): string {
	const words = faultWords(fault);
	return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

function faultWords(fault: NoticeFault): string {
	const words = {
		missing: m.desk_fault_missing,
		'too-long': m.desk_fault_too_long,
		'no-time': m.desk_fault_no_time,
		'ends-before-start': m.notice_fault_ends,
	};
	return words[fault]();
}

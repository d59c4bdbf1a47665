/** What the editors' desk says about polls: states, faults, what is missing. */
import { m } from '../../i18n/paraglide/messages';
import type { Kind, ResultPolicy } from '../poll';
import type { PollState } from '../poll-state';
import type { FormFault, FormProblem } from './check-form';
import type { Gap, Remark } from './gaps';
import type { PollForm } from './poll-form';

export function stateLabel(state: PollState): string {
	const labels = {
		draft: m.desk_state_draft,
		scheduled: m.desk_state_scheduled,
		open: m.desk_state_open,
		closed: m.desk_state_closed,
		archived: m.desk_state_archived,
	};
	return labels[state]();
}

export function kindLabel(kind: Kind): string {
	const labels = {
		single: m.desk_kind_single,
		multiple: m.desk_kind_multiple,
		'rating-5': m.desk_kind_rating_5,
		'rating-10': m.desk_kind_rating_10,
	};
	return labels[kind]();
}

export function policyLabel(policy: ResultPolicy): string {
	const labels = {
		live: m.desk_policy_live,
		'after-vote': m.desk_policy_after_vote,
		'after-close': m.desk_policy_after_close,
	};
	return labels[policy]();
}

const FIELDS: Record<keyof PollForm, () => string> = {
	slug: m.desk_field_slug,
	originalLang: m.desk_field_original,
	question: m.desk_field_question,
	intro: m.desk_field_intro,
	kind: m.desk_field_kind,
	minChoices: m.desk_field_min,
	maxChoices: m.desk_field_max,
	options: m.desk_field_options,
	withOther: m.desk_field_other,
	other: m.desk_field_other_words,
	ordered: m.desk_field_order,
	level: m.desk_field_level,
	area: m.desk_field_area,
	minAge: m.desk_field_min_age,
	maxAge: m.desk_field_max_age,
	opensAt: m.desk_field_opens,
	closesAt: m.desk_field_closes,
	resultPolicy: m.desk_field_policy,
	topicId: m.desk_field_topic,
};

export function fieldLabel(field: keyof PollForm): string {
	return FIELDS[field]();
}

/** What is wrong and what to do, with the field's name in front for the summary. */
export function problemWords({ field, fault }: FormProblem): string {
	const [, name = '', lang, place] = /^([a-zA-Z]+?)(?:_(vi|en))?(?::(\d+))?$/.exec(field) ?? [];
	const label =
		name === 'option'
			? m.desk_option_n({ n: Number(place) + 1 })
			: name in FIELDS
				? FIELDS[name as keyof PollForm]()
				: field;
	const tongue = lang === 'vi' ? m.desk_lang_vi() : lang === 'en' ? m.desk_lang_en() : '';
	return `${tongue ? `${label} (${tongue})` : label}: ${faultWords(fault)}`;
}

/** As a sentence of its own, beside the field. */
export function faultSentence(fault: FormFault): string {
	const words = faultWords(fault);
	return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

function faultWords(fault: FormFault): string {
	const words: Record<FormFault, () => string> = {
		missing: m.desk_fault_missing,
		'too-long': m.desk_fault_too_long,
		'no-slug': m.desk_fault_no_slug,
		'bad-slug': m.desk_fault_bad_slug,
		'slug-taken': m.desk_fault_slug_taken,
		'no-original': m.desk_fault_no_original,
		duplicate: m.desk_fault_duplicate,
		'too-many': m.desk_fault_too_many,
		'no-number': m.desk_fault_no_number,
		'min-above-max': m.desk_fault_min_above_max,
		'no-time': m.desk_fault_no_time,
		'closes-before-opening': m.desk_fault_closes_before_opening,
		secret: m.desk_fault_secret,
		'only-citizens': m.desk_fault_only_citizens,
		'no-such-choice': m.desk_fault_no_such_choice,
		'area-not-yours': m.desk_fault_area_not_yours,
	};
	return words[fault]();
}

export function gapWords(gap: Gap): string {
	const words = {
		'too-few-options': m.desk_gap_too_few_options,
		'more-choices-than-options': m.desk_gap_more_choices,
		'closes-in-the-past': m.desk_gap_closes_in_the_past,
	};
	return words[gap]();
}

export function remarkWords(remark: Remark): string {
	const words = {
		'opens-at-once': m.desk_remark_opens_at_once,
		'partly-translated': m.desk_remark_partly_translated,
		'not-translated': m.desk_remark_not_translated,
		'unverified-count': m.desk_remark_unverified,
		short: m.desk_remark_short,
	};
	return words[remark]();
}

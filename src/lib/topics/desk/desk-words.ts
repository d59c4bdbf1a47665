/** What the editors' desk says about topics. */
import { m } from '../../i18n/paraglide/messages';
import type { Category } from '../topic';
import type { TopicState } from '../topic-state';
import type { TopicFault, TopicProblem } from './topic-form';

export function topicStateLabel(state: TopicState): string {
	const labels: Record<TopicState, () => string> = {
		draft: m.desk_topic_draft,
		scheduled: m.topic_state_scheduled,
		published: m.desk_topic_published,
		unpublished: m.desk_topic_unpublished,
		archived: m.topic_state_archived,
	};
	return labels[state]();
}

export function categoryLabel(category: Category): string {
	const labels: Record<Category, () => string> = {
		'public-service': m.desk_category_public_service,
		infrastructure: m.desk_category_infrastructure,
		education: m.desk_category_education,
		health: m.desk_category_health,
		environment: m.desk_category_environment,
		economy: m.desk_category_economy,
		culture: m.desk_category_culture,
		other: m.desk_category_other,
	};
	return labels[category]();
}

const FIELDS: Record<string, () => string> = {
	slug: m.desk_field_slug,
	originalLang: m.desk_field_original,
	category: m.desk_field_category,
	title: m.desk_field_title,
	summary: m.desk_field_summary,
	body: m.desk_field_body,
	author: m.picture_field_author,
	picture: m.picture_field,
	pictureAlt: m.picture_field_alt,
	pictureCaption: m.picture_field_caption,
	pictureCredit: m.picture_field_credit,
};

/** @param field `title_vi` is "Title (Vietnamese)" */
export function topicFieldLabel(field: string): string {
	const [name = '', lang] = field.split('_');
	const label = FIELDS[name]?.() ?? name;
	if (lang === undefined) return label;
	return `${label} (${lang === 'vi' ? m.desk_lang_vi() : m.desk_lang_en()})`;
}

export function topicProblemWords({ field, fault }: TopicProblem): string {
	return `${topicFieldLabel(field)}: ${faultWords(fault)}`;
}

/** As a sentence of its own, beside the field. */
export function topicFaultSentence(fault: TopicFault): string {
	const words = faultWords(fault);
	return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

function faultWords(fault: TopicFault): string {
	const words: Record<TopicFault, () => string> = {
		missing: m.desk_fault_missing,
		'too-long': m.desk_fault_too_long,
		'no-slug': m.desk_fault_no_slug,
		'bad-slug': m.desk_fault_bad_slug,
		'slug-taken': m.desk_fault_slug_taken,
		empty: m.picture_fault_empty,
		'too-heavy': m.picture_fault_too_heavy,
		'no-picture': m.picture_fault_no_picture,
		animated: m.picture_fault_animated,
		broken: m.picture_fault_broken,
		'too-many-pixels': m.picture_fault_too_many_pixels,
		'too-narrow': m.picture_fault_too_narrow,
		'too-tall': m.picture_fault_too_tall,
		busy: m.picture_fault_busy,
		gone: m.picture_fault_gone,
	};
	return words[fault]();
}

/** A topic as its form carries it, and what may be wrong with it. */
import { formText } from '../../shared/form-text';
import {
	cleanLine,
	cleanText,
	isSlug,
	LANGS,
	lengthOf,
	noWords,
	slugFrom,
	type Wording,
} from '../../shared/wording';
import { CATEGORIES, type Category } from '../topic';

export interface TopicForm {
	slug: string;
	originalLang: 'vi' | 'en';
	category: Category;
	title: Wording;
	summary: Wording;
	/** Markdown. */
	body: Wording;
}

/** What is kept: a text for each language that has a title. */
export interface TopicContent {
	slug: string;
	originalLang: 'vi' | 'en';
	category: Category;
	texts: { lang: 'vi' | 'en'; title: string; summary: string; body: string }[];
}

export type TopicFault = 'missing' | 'too-long' | 'no-slug' | 'bad-slug' | 'slug-taken';
/** `field` is the name of the input: `title_vi`. */
export interface TopicProblem {
	field: string;
	fault: TopicFault;
}

const MOST = { title: 200, summary: 500, body: 50_000 } as const;
const PARTS = ['title', 'summary', 'body'] as const;

export const emptyTopicForm = (): TopicForm => ({
	...{ slug: '', originalLang: 'vi', category: 'other' },
	...{ title: noWords(), summary: noWords(), body: noWords() },
});

export function readTopicForm(given: FormData): TopicForm {
	const both = (name: (typeof PARTS)[number]): Wording => ({
		vi: formText(given, `${name}_vi`, 2 * MOST[name]),
		en: formText(given, `${name}_en`, 2 * MOST[name]),
	});
	return {
		slug: formText(given, 'slug', 200),
		originalLang: formText(given, 'originalLang') === 'en' ? 'en' : 'vi',
		category: CATEGORIES.find((one) => one === formText(given, 'category')) ?? 'other',
		...{ title: both('title'), summary: both('summary'), body: both('body') },
	};
}

export function checkTopicForm(
	form: TopicForm,
): { ok: true; content: TopicContent } | { ok: false; problems: TopicProblem[] } {
	const problems: TopicProblem[] = [];
	const texts: TopicContent['texts'] = [];
	for (const lang of LANGS) {
		const title = cleanLine(form.title[lang]);
		const text = { lang, title, summary: cleanLine(form.summary[lang]), body: cleanText(form.body[lang]) };
		for (const part of PARTS) {
			if (lengthOf(text[part]) > MOST[part]) problems.push({ field: `${part}_${lang}`, fault: 'too-long' });
		}
		if (title !== '') texts.push(text);
		else if (lang === form.originalLang || text.summary !== '' || text.body !== '')
			problems.push({ field: `title_${lang}`, fault: 'missing' });
	}
	const slug = cleanLine(form.slug) || slugFrom(form.title[form.originalLang]);
	if (!isSlug(slug)) problems.push({ field: 'slug', fault: slug.length < 3 ? 'no-slug' : 'bad-slug' });
	if (problems.length > 0) return { ok: false, problems };
	const { originalLang, category } = form;
	return { ok: true, content: { slug, originalLang, category, texts } };
}

export function formOf({ slug, originalLang, category, texts }: TopicContent): TopicForm {
	const both = (part: (typeof PARTS)[number]): Wording => ({
		vi: texts.find(({ lang }) => lang === 'vi')?.[part] ?? '',
		en: texts.find(({ lang }) => lang === 'en')?.[part] ?? '',
	});
	return { slug, originalLang, category, title: both('title'), summary: both('summary'), body: both('body') };
}

/** `field` as in `TopicProblem`. */
export interface TopicDifference {
	field: string;
	before: string;
	after: string;
}

export function topicDifferences(before: TopicForm, after: TopicForm): TopicDifference[] {
	const flat = (form: TopicForm): [string, string][] => [
		['slug', form.slug],
		['originalLang', form.originalLang],
		['category', form.category],
		...PARTS.flatMap((part) => LANGS.map((lang): [string, string] => [`${part}_${lang}`, form[part][lang]])),
	];
	const others = new Map(flat(before));
	return flat(after)
		.map(([field, text]) => ({ field, before: others.get(field) ?? '', after: text }))
		.filter((one) => one.before !== one.after);
}

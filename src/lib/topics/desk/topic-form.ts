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
import type { PictureFault } from '../picture';
import { CATEGORIES, type Category } from '../topic';

export interface TopicForm {
	slug: string;
	originalLang: 'vi' | 'en';
	category: Category;
	title: Wording;
	summary: Wording;
	/** Markdown. */
	body: Wording;
	/** As the page names whoever wrote it; may be empty. */
	author: string;
	/** Id of a picture that was sent in before; empty: none. */
	pictureId: string;
	pictureAlt: Wording;
	pictureCaption: Wording;
	pictureCredit: string;
}

/** What is kept: a text for each language that has a title. */
export interface TopicContent {
	slug: string;
	originalLang: 'vi' | 'en';
	category: Category;
	author: string;
	picture: { id: string; credit: string } | null;
	texts: {
		lang: 'vi' | 'en';
		title: string;
		summary: string;
		body: string;
		pictureAlt: string;
		pictureCaption: string;
	}[];
}

/** A version that was kept before topics had pictures and authors lacks them. */
export type KeptContent = Omit<TopicContent, 'author' | 'picture' | 'texts'> &
	Partial<Pick<TopicContent, 'author' | 'picture'>> & {
		texts: (Omit<TopicContent['texts'][number], 'pictureAlt' | 'pictureCaption'> &
			Partial<TopicContent['texts'][number]>)[];
	};

export type TopicFault = 'missing' | 'too-long' | 'no-slug' | 'bad-slug' | 'slug-taken' | PictureFault;
/** `field` is the name of the input: `title_vi`. */
export interface TopicProblem {
	field: string;
	fault: TopicFault;
}

const MOST = { title: 200, summary: 500, body: 50_000, pictureAlt: 300, pictureCaption: 300 } as const;
const PARTS = ['title', 'summary', 'body', 'pictureAlt', 'pictureCaption'] as const;
const MOST_AUTHOR = 100;
const MOST_CREDIT = 200;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const emptyTopicForm = (): TopicForm => ({
	...{ slug: '', originalLang: 'vi', category: 'other' },
	...{ title: noWords(), summary: noWords(), body: noWords() },
	...{ author: '', pictureId: '', pictureAlt: noWords(), pictureCaption: noWords(), pictureCredit: '' },
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
		author: formText(given, 'author', 2 * MOST_AUTHOR),
		pictureId: UUID.test(formText(given, 'pictureId')) ? formText(given, 'pictureId') : '',
		...{ pictureAlt: both('pictureAlt'), pictureCaption: both('pictureCaption') },
		pictureCredit: formText(given, 'pictureCredit', 2 * MOST_CREDIT),
	};
}

export function checkTopicForm(
	form: TopicForm,
): { ok: true; content: TopicContent } | { ok: false; problems: TopicProblem[] } {
	const problems: TopicProblem[] = [];
	const texts: TopicContent['texts'] = [];
	for (const lang of LANGS) {
		const title = cleanLine(form.title[lang]);
		const hasPicture = form.pictureId !== '';
		const text = {
			...{ lang, title, summary: cleanLine(form.summary[lang]), body: cleanText(form.body[lang]) },
			pictureAlt: hasPicture ? cleanLine(form.pictureAlt[lang]) : '',
			pictureCaption: hasPicture ? cleanLine(form.pictureCaption[lang]) : '',
		};
		for (const part of PARTS) {
			if (lengthOf(text[part]) > MOST[part]) problems.push({ field: `${part}_${lang}`, fault: 'too-long' });
		}
		if (title !== '') texts.push(text);
		else if (lang === form.originalLang || text.summary !== '' || text.body !== '')
			problems.push({ field: `title_${lang}`, fault: 'missing' });
		if (hasPicture && text.pictureAlt === '' && (title !== '' || lang === form.originalLang))
			problems.push({ field: `pictureAlt_${lang}`, fault: 'missing' });
	}
	const [author, credit] = [cleanLine(form.author), cleanLine(form.pictureCredit)];
	if (lengthOf(author) > MOST_AUTHOR) problems.push({ field: 'author', fault: 'too-long' });
	if (lengthOf(credit) > MOST_CREDIT) problems.push({ field: 'pictureCredit', fault: 'too-long' });
	const slug = cleanLine(form.slug) || slugFrom(form.title[form.originalLang]);
	if (!isSlug(slug)) problems.push({ field: 'slug', fault: slug.length < 3 ? 'no-slug' : 'bad-slug' });
	if (problems.length > 0) return { ok: false, problems };
	const { originalLang, category } = form;
	const picture = form.pictureId ? { id: form.pictureId, credit } : null;
	return { ok: true, content: { slug, originalLang, category, author, picture, texts } };
}

export function formOf({ slug, originalLang, category, author, picture, texts }: KeptContent): TopicForm {
	const both = (part: (typeof PARTS)[number]): Wording => ({
		vi: texts.find(({ lang }) => lang === 'vi')?.[part] ?? '',
		en: texts.find(({ lang }) => lang === 'en')?.[part] ?? '',
	});
	return {
		...{ slug, originalLang, category, author: author ?? '' },
		...{ title: both('title'), summary: both('summary'), body: both('body') },
		...{ pictureId: picture?.id ?? '', pictureCredit: picture?.credit ?? '' },
		...{ pictureAlt: both('pictureAlt'), pictureCaption: both('pictureCaption') },
	};
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
		['author', form.author],
		// Enough of it to see that it is another one.
		['picture', form.pictureId.slice(0, 8)],
		['pictureCredit', form.pictureCredit],
		...PARTS.flatMap((part) => LANGS.map((lang): [string, string] => [`${part}_${lang}`, form[part][lang]])),
	];
	const others = new Map(flat(before));
	return flat(after)
		.map(([field, text]) => ({ field, before: others.get(field) ?? '', after: text }))
		.filter((one) => one.before !== one.after);
}

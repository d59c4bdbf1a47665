/**
 * From what was typed to what the database keeps, or to everything that stands in the way. A draft may be unfinished:
 * what it lacks before it can open is another list (`listGaps`).
 */
import { fitRows, isEmpty, ratingValues, type PollForm } from './poll-form';
import { cleanLine, cleanText, isSlug, LANGS, lengthOf, slugFrom, type Wording } from '../../shared/wording';
import { parseVietnamTime } from '../../shared/vietnam-time';
import type { Kind, Lang, ResultPolicy } from '../poll';

export interface PollDraft {
	slug: string;
	originalLang: Lang;
	/** Only the languages in which there is a question. */
	texts: { lang: Lang; question: string; intro: string }[];
	kind: Kind;
	minChoices: number;
	maxChoices: number;
	/** In the order in which they stand. */
	options: { id: number; isOther: boolean; labels: { lang: Lang; label: string }[] }[];
	ordered: boolean;
	level: 'open' | 'citizens';
	eligibleArea: string | null;
	minAge: number | null;
	maxAge: number | null;
	opensAt: Date;
	closesAt: Date;
	resultPolicy: ResultPolicy;
	topicId: string | null;
}

export type FormFault =
	| 'missing'
	| 'too-long'
	| 'no-slug'
	| 'bad-slug'
	| 'slug-taken'
	| 'no-original'
	| 'duplicate'
	| 'too-many'
	| 'no-number'
	| 'min-above-max'
	| 'no-time'
	| 'closes-before-opening'
	| 'secret'
	| 'only-citizens'
	| 'no-such-choice'
	| 'area-not-yours';

/** `field` is the name of the input; of an option, with its place: `option_vi:2`. */
export interface FormProblem {
	field: string;
	fault: FormFault;
}

const cleanBoth = (words: Wording, clean = cleanLine): Wording => ({
	vi: clean(words.vi),
	en: clean(words.en),
});

export function checkPollForm(
	given: PollForm,
): { ok: true; draft: PollDraft } | { ok: false; problems: FormProblem[] } {
	const form = fitRows(given);
	const problems: FormProblem[] = [];
	const fault = (field: string, what: FormFault) => problems.push({ field, fault: what });
	const { originalLang, kind } = form;
	const isChoice = kind === 'single' || kind === 'multiple';

	const question = cleanBoth(form.question);
	const intro = cleanBoth(form.intro, cleanText);
	if (question[originalLang] === '') fault(`question_${originalLang}`, 'missing');
	for (const lang of LANGS) {
		if (lengthOf(question[lang]) > 300) fault(`question_${lang}`, 'too-long');
		if (lengthOf(intro[lang]) > 2_000) fault(`intro_${lang}`, 'too-long');
		if (question[lang] === '' && intro[lang] !== '' && lang !== originalLang)
			fault(`question_${lang}`, 'missing');
	}
	const slug = cleanLine(form.slug) || slugFrom(question[originalLang]);
	if (lengthOf(slug) < 3) fault('slug', 'no-slug');
	else if (!isSlug(slug)) fault('slug', 'bad-slug');

	const options = checkOptions(form, fault);
	const [minChoices, maxChoices] =
		kind === 'multiple' ? [whole(form.minChoices, 1, 60), whole(form.maxChoices, 1, 60)] : [1, 1];
	if (minChoices === undefined) fault('minChoices', 'no-number');
	if (maxChoices === undefined) fault('maxChoices', 'no-number');
	if ((minChoices ?? 0) > (maxChoices ?? Infinity)) fault('minChoices', 'min-above-max');

	const [opensAt, closesAt] = [parseVietnamTime(form.opensAt), parseVietnamTime(form.closesAt)];
	if (!opensAt) fault('opensAt', 'no-time');
	if (!closesAt) fault('closesAt', 'no-time');
	if (opensAt && closesAt && closesAt <= opensAt) fault('closesAt', 'closes-before-opening');

	if (form.level === 'secret') fault('level', 'secret');
	const [minAge, maxAge] = [age(form.minAge), age(form.maxAge)];
	if (minAge === undefined) fault('minAge', 'no-number');
	if (maxAge === undefined) fault('maxAge', 'no-number');
	if (minAge != null && maxAge != null && minAge > maxAge) fault('minAge', 'min-above-max');
	if (form.level === 'open' && (form.area || form.minAge.trim() || form.maxAge.trim()))
		fault('level', 'only-citizens');
	if (form.topicId && !/^[0-9a-f-]{36}$/.test(form.topicId)) fault('topicId', 'no-such-choice');

	if (problems.length > 0) return { ok: false, problems };
	return {
		ok: true,
		draft: {
			...{ slug, originalLang, kind, options, ordered: isChoice ? form.ordered : true },
			...{ minChoices: minChoices!, maxChoices: maxChoices!, opensAt: opensAt!, closesAt: closesAt! },
			texts: LANGS.filter((lang) => question[lang] !== '').map((lang) => ({
				...{ lang, question: question[lang], intro: intro[lang] },
			})),
			level: form.level === 'citizens' ? 'citizens' : 'open',
			...{ eligibleArea: form.area || null, minAge: minAge ?? null, maxAge: maxAge ?? null },
			resultPolicy: form.resultPolicy,
			topicId: form.topicId || null,
		},
	};
}

/** Empty rows fall away; twice the same words in one language is no choice. */
function checkOptions(form: PollForm, fault: (field: string, what: FormFault) => void): PollDraft['options'] {
	const values = ratingValues(form.kind);
	const rows = form.options.map((row, place) => ({ place, id: 0, isOther: false, words: cleanBoth(row) }));
	const kept = values.length > 0 ? rows : rows.filter(({ words }) => !isEmpty(words));
	if (values.length > 0) {
		kept.forEach((row, i) => {
			row.id = values[i] ?? -1;
			const name = String(row.id);
			if (row.id < 0) fault(`option_vi:${row.place}`, 'too-many');
			for (const lang of LANGS)
				row.words[lang] ||= lang === form.originalLang || hasWords(form, lang) ? name : '';
		});
	} else {
		kept.forEach((row, i) => (row.id = i + 1));
		if (form.withOther)
			kept.push({ place: -1, id: kept.length + 1, isOther: true, words: cleanBoth(form.other) });
	}
	for (const lang of LANGS) {
		const seen = new Set<string>();
		for (const { place, words } of kept) {
			const field = place < 0 ? `other_${lang}` : `option_${lang}:${place}`;
			const label = words[lang];
			if (label === '') {
				if (lang === form.originalLang) fault(field, 'no-original');
				continue;
			}
			if (lengthOf(label) > 200) fault(field, 'too-long');
			const folded = label.toLowerCase();
			if (seen.has(folded)) fault(field, 'duplicate');
			seen.add(folded);
		}
	}
	return kept.map(({ id, isOther, words }) => ({
		id,
		isOther,
		labels: LANGS.filter((lang) => words[lang] !== '').map((lang) => ({ lang, label: words[lang] })),
	}));
}

/** Whether a language other than the original is in use at all: values alone need no translation. */
function hasWords(form: PollForm, lang: Lang): boolean {
	return form.question[lang].trim() !== '';
}

function whole(text: string, least: number, most: number): number | undefined {
	if (!/^\s*\d{1,4}\s*$/.test(text)) return undefined;
	const value = Number(text);
	return value >= least && value <= most ? value : undefined;
}

/** Null: none asked for. Undefined: not a number. */
function age(text: string): number | null | undefined {
	return text.trim() === '' ? null : whole(text, 0, 120);
}

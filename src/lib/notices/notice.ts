/** Short notes on public pages: where, how important, from when until when. They go by themselves. */
import { formText } from '../shared/form-text';
import { parseVietnamTime } from '../shared/vietnam-time';
import { cleanLine, LANGS, lengthOf, noWords, type Wording } from '../shared/wording';

export const PLACES = ['everywhere', 'home', 'topics', 'embed'] as const;
export const IMPORTANCES = ['note', 'important', 'urgent'] as const;
export type Place = (typeof PLACES)[number];
export type Importance = (typeof IMPORTANCES)[number];
type Lang = 'vi' | 'en';

/** As readers meet it. */
export interface Notice {
	id: string;
	importance: Importance;
	body: string;
	lang: Lang;
}

export interface NoticeForm {
	place: Place;
	importance: Importance;
	originalLang: Lang;
	body: Wording;
	/** As `datetime-local` gives it, meant in Vietnam. */
	startsAt: string;
	endsAt: string;
}

export interface NoticeContent {
	place: Place;
	importance: Importance;
	originalLang: Lang;
	texts: { lang: Lang; body: string }[];
	startsAt: Date;
	endsAt: Date;
}

export type NoticeFault = 'missing' | 'too-long' | 'no-time' | 'ends-before-start';
/** `field` is the name of the input: `body_vi`. */
export interface NoticeProblem {
	field: string;
	fault: NoticeFault;
}

const MOST_CHARACTERS = 300;

export function emptyNoticeForm({ startsAt = '', endsAt = '' } = {}): NoticeForm {
	return {
		place: 'everywhere',
		importance: 'note',
		originalLang: 'vi',
		body: noWords(),
		...{ startsAt, endsAt },
	};
}

export function readNoticeForm(given: FormData): NoticeForm {
	const text = (name: string) => formText(given, name, 40);
	return {
		place: PLACES.find((one) => one === text('place')) ?? 'everywhere',
		importance: IMPORTANCES.find((one) => one === text('importance')) ?? 'note',
		originalLang: text('originalLang') === 'en' ? 'en' : 'vi',
		body: { vi: formText(given, 'body_vi', 2_000), en: formText(given, 'body_en', 2_000) },
		startsAt: text('startsAt'),
		endsAt: text('endsAt'),
	};
}

export function checkNoticeForm(
	form: NoticeForm,
): { ok: true; content: NoticeContent } | { ok: false; problems: NoticeProblem[] } {
	const problems: NoticeProblem[] = [];
	const texts = LANGS.map((lang) => ({ lang, body: cleanLine(form.body[lang]) }));
	for (const { lang, body } of texts) {
		if (body === '' && lang === form.originalLang) problems.push({ field: `body_${lang}`, fault: 'missing' });
		if (lengthOf(body) > MOST_CHARACTERS) problems.push({ field: `body_${lang}`, fault: 'too-long' });
	}
	const [startsAt, endsAt] = [parseVietnamTime(form.startsAt), parseVietnamTime(form.endsAt)];
	if (!startsAt) problems.push({ field: 'startsAt', fault: 'no-time' });
	if (!endsAt) problems.push({ field: 'endsAt', fault: 'no-time' });
	if (startsAt && endsAt && endsAt <= startsAt)
		problems.push({ field: 'endsAt', fault: 'ends-before-start' });
	if (problems.length > 0) return { ok: false, problems };
	const { place, importance, originalLang } = form;
	return {
		ok: true,
		content: {
			...{ place, importance, originalLang, startsAt: startsAt!, endsAt: endsAt! },
			texts: texts.filter(({ body }) => body !== ''),
		},
	};
}

export type NoticeState = 'coming' | 'shown' | 'over';

/** @param now the database's clock */
export function noticeState({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }, now: Date): NoticeState {
	if (now >= endsAt) return 'over';
	return now < startsAt ? 'coming' : 'shown';
}

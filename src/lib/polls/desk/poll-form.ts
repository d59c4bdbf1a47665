/**
 * A poll as its form carries it: everything is text until it has been checked, so that whatever was typed can be given
 * back. Options are moved, added and removed here, the same in the browser and on the server.
 */
import { formText } from '../../shared/form-text';
import { LANGS, noWords, type Wording } from '../../shared/wording';
import { KINDS, LEVELS, RESULT_POLICIES, type Kind, type Lang, type Level, type ResultPolicy } from '../poll';

export interface PollForm {
	slug: string;
	originalLang: Lang;
	question: Wording;
	intro: Wording;
	kind: Kind;
	minChoices: string;
	maxChoices: string;
	/** In a rating, the words beside its values from the lowest up; without words a value stands alone. */
	options: Wording[];
	withOther: boolean;
	other: Wording;
	ordered: boolean;
	level: Level;
	/** Code of an area; empty: anywhere. */
	area: string;
	minAge: string;
	maxAge: string;
	/** As `datetime-local` gives it, meant in Vietnam. */
	opensAt: string;
	closesAt: string;
	resultPolicy: ResultPolicy;
	/** Id of a topic; empty: none. */
	topicId: string;
}

/** The values of a rating; empty for other kinds. */
export function ratingValues(kind: Kind): readonly number[] {
	if (kind === 'rating-5') return [1, 2, 3, 4, 5];
	return kind === 'rating-10' ? [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] : [];
}

export function emptyPollForm({ opensAt = '', closesAt = '', topicId = '' } = {}): PollForm {
	return {
		slug: '',
		originalLang: 'vi',
		question: noWords(),
		intro: noWords(),
		kind: 'single',
		minChoices: '1',
		maxChoices: '2',
		options: [noWords(), noWords(), noWords()],
		withOther: false,
		other: noWords(),
		ordered: false,
		level: 'open',
		area: '',
		minAge: '',
		maxAge: '',
		opensAt,
		closesAt,
		resultPolicy: 'live',
		topicId,
	};
}

const MOST_ROWS = 60;

export function readPollForm(given: FormData): PollForm {
	const text = (name: string, most = 200) => formText(given, name, most);
	const pick = <T extends string>(name: string, from: readonly T[]): T =>
		from.find((one) => one === text(name)) ?? from[0]!;
	const both = (name: string, most: number): Wording => ({
		vi: text(`${name}_vi`, most),
		en: text(`${name}_en`, most),
	});
	const rows = (lang: Lang) =>
		given.getAll(`option_${lang}`).map((one) => (typeof one === 'string' ? one.slice(0, 400) : ''));
	const [vi, en] = [rows('vi'), rows('en')];
	const options = Array.from({ length: Math.min(MOST_ROWS, Math.max(vi.length, en.length)) }, (_, i) => ({
		vi: vi[i] ?? '',
		en: en[i] ?? '',
	}));
	return fitRows({
		slug: text('slug'),
		originalLang: pick('originalLang', LANGS),
		question: both('question', 1_000),
		intro: both('intro', 5_000),
		kind: pick('kind', KINDS),
		minChoices: text('minChoices'),
		maxChoices: text('maxChoices'),
		options,
		withOther: given.has('withOther'),
		other: both('other', 400),
		ordered: text('order') === 'ordered',
		level: pick('level', LEVELS),
		area: text('area'),
		minAge: text('minAge'),
		maxAge: text('maxAge'),
		opensAt: text('opensAt'),
		closesAt: text('closesAt'),
		resultPolicy: pick('resultPolicy', RESULT_POLICIES),
		topicId: text('topicId'),
	});
}

/** A rating has a row for each of its values; rows too many stay while something stands in them. */
export function fitRows(form: PollForm): PollForm {
	const wanted = ratingValues(form.kind).length || 2;
	const options = [...form.options];
	while (options.length < wanted) options.push(noWords());
	if (ratingValues(form.kind).length > 0) {
		while (options.length > wanted && isEmpty(options.at(-1)!)) options.pop();
	}
	return { ...form, options };
}

export function isEmpty(words: Wording): boolean {
	return words.vi.trim() === '' && words.en.trim() === '';
}

/** What the buttons of the form say, and a hand that drags: `add`, `up:2`, `down:2`, `remove:2`, `move:2:0`, counted from 0. Anything else changes nothing. */
export function rearrange(form: PollForm, command: string): PollForm {
	const [what, index, goal] = command.split(':');
	const at = /^\d{1,2}$/.test(index ?? '') ? Number(index) : -1;
	const options = [...form.options];
	if (what === 'add' && options.length < MOST_ROWS) options.push(noWords());
	if (what === 'remove' && at >= 0) options.splice(at, 1);
	if (what === 'move' && options[at] && options[Number(goal)])
		options.splice(Number(goal), 0, ...options.splice(at, 1));
	const other = what === 'up' ? at - 1 : what === 'down' ? at + 1 : -1;
	if (options[at] && options[other]) [options[at], options[other]] = [options[other], options[at]];
	return fitRows({ ...form, options });
}

export interface Difference {
	field: keyof PollForm;
	mine: string;
	theirs: string;
}

/** Where two forms differ, for somebody whose poll was saved by somebody else meanwhile. */
export function differences(mine: PollForm, theirs: PollForm): Difference[] {
	return (Object.keys(theirs) as (keyof PollForm)[])
		.map((field) => ({ field, mine: shown(mine[field]), theirs: shown(theirs[field]) }))
		.filter((one) => one.mine !== one.theirs);
}

function shown(value: PollForm[keyof PollForm]): string {
	if (Array.isArray(value)) return value.map(shown).join('\n');
	if (typeof value === 'object') return [value.vi, value.en].filter(Boolean).join(' / ');
	return String(value);
}

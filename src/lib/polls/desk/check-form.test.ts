import { expect, test } from 'vitest';
import { checkPollForm, type FormFault } from './check-form';
import { listGaps, listRemarks } from './gaps';
import { emptyPollForm, type PollForm } from './poll-form';

const good: PollForm = {
	...emptyPollForm({ opensAt: '2026-06-01T08:00', closesAt: '2026-06-15T17:00' }),
	question: { vi: 'Đường nào hỏng nhất?', en: 'Which road is worst?' },
	options: [
		{ vi: 'Đường ra chợ', en: 'To the market' },
		{ vi: '', en: '' },
		{ vi: 'Đường 🛣️ tới trường', en: 'To school' },
	],
};

function faults(changes: Partial<PollForm>): Record<string, FormFault> {
	const checked = checkPollForm({ ...good, ...changes });
	return checked.ok
		? {}
		: Object.fromEntries(checked.problems.map(({ field, fault }) => [field, fault] as const));
}

test('what is well formed becomes a draft: empty rows fall away, times are those of Vietnam, the address is made', () => {
	const checked = checkPollForm(good);
	expect(checked).toMatchObject({
		ok: true,
		draft: {
			slug: 'duong-nao-hong-nhat',
			opensAt: new Date('2026-06-01T01:00:00Z'),
			closesAt: new Date('2026-06-15T10:00:00Z'),
			options: [{ id: 1 }, { id: 2, labels: [{ lang: 'vi', label: 'Đường 🛣️ tới trường' }, { lang: 'en' }] }],
			level: 'open',
			topicId: null,
		},
	});
});

const long = 'ă'.repeat(301);
const row = (vi: string, en = '') => ({ vi, en });

test.each<[string, Partial<PollForm>, Record<string, FormFault>]>([
	['no question', { question: row(' \n'), slug: 'abc' }, { question_vi: 'missing' }],
	['a question that is too long', { question: row(long) }, { question_vi: 'too-long' }],
	['an emoji is one character', { question: row('🛣️'.repeat(150)), slug: 'abc' }, {}],
	['a question of emoji gives no address', { question: row('🛣️') }, { slug: 'no-slug' }],
	['an address with accents', { slug: 'đường-nào' }, { slug: 'bad-slug' }],
	[
		'an introduction without its question',
		{ question: row('Có?'), slug: 'abc', intro: row('', 'So') },
		{ question_en: 'missing' },
	],
	['closing before opening', { closesAt: '2026-05-31T17:00' }, { closesAt: 'closes-before-opening' }],
	['closing at once', { closesAt: good.opensAt }, { closesAt: 'closes-before-opening' }],
	['no time', { opensAt: '', closesAt: '2026-02-31T10:00' }, { opensAt: 'no-time', closesAt: 'no-time' }],
	[
		'the same option twice, in other letters',
		{ options: [row('Có'), row('CÓ ')] },
		{ 'option_vi:1': 'duplicate' },
	],
	[
		'the same translation twice',
		{ options: [row('Có', 'Yes'), row('Không', 'yes')] },
		{ 'option_en:1': 'duplicate' },
	],
	['a translation alone', { options: [row('Có'), row('', 'No')] }, { 'option_vi:1': 'no-original' }],
	['another answer without words', { withOther: true }, { other_vi: 'no-original' }],
	[
		'another answer that is an option',
		{ withOther: true, other: row('Đường ra chợ') },
		{ other_vi: 'duplicate' },
	],
	[
		'least above most',
		{ kind: 'multiple', minChoices: '3', maxChoices: '2' },
		{ minChoices: 'min-above-max' },
	],
	['choices that are no number', { kind: 'multiple', maxChoices: '2,5' }, { maxChoices: 'no-number' }],
	['choices that nobody asked for', { kind: 'single', maxChoices: 'x' }, {}],
	['a secret ballot', { level: 'secret' }, { level: 'secret' }],
	['ages in a poll for anybody', { minAge: '18' }, { level: 'only-citizens' }],
	[
		'ages the wrong way round',
		{ level: 'citizens', minAge: '30', maxAge: '18' },
		{ minAge: 'min-above-max' },
	],
	['an age of nobody', { level: 'citizens', maxAge: '300' }, { maxAge: 'no-number' }],
	[
		'six words for five values',
		{ kind: 'rating-5', options: [1, 2, 3, 4, 5, 6].map((n) => row(`Mức ${n}`)) },
		{ 'option_vi:5': 'too-many' },
	],
	['right to left', { question: row('מה?'), slug: 'abc', options: [row('אבג'), row('דהו')] }, {}],
])('%s', (_, changes, expected) => {
	expect(faults(changes)).toEqual(expected);
});

test('a rating has an option for each value, with its words or the number', () => {
	const checked = checkPollForm({ ...good, kind: 'rating-5', options: [row('1 – Tệ'), row(''), row('')] });
	if (!checked.ok) throw new Error('refused');
	expect(checked.draft.options.map(({ id, labels }) => [id, labels[0]?.label])).toEqual([
		[1, '1 – Tệ'],
		[2, '2'],
		[3, '3'],
		[4, '4'],
		[5, '5'],
	]);
	expect(checked.draft).toMatchObject({ ordered: true, minChoices: 1, maxChoices: 1 });
});

test('what was typed is kept in composed letters, without control characters', () => {
	const checked = checkPollForm({ ...good, question: row('Có'.normalize('NFD') + '\u0000\tkhông?') });
	expect(checked).toMatchObject({ draft: { texts: [{ question: 'Có không?' }] } });
});

const NOW = new Date('2026-05-01T00:00:00Z');

test('what a draft lacks before it can open', () => {
	expect(listGaps(good, NOW)).toEqual([]);
	expect(listGaps({ ...good, options: [row('Một')] }, NOW)).toEqual(['too-few-options']);
	expect(listGaps({ ...good, options: [row('Một')], withOther: true }, NOW)).toEqual([]);
	expect(listGaps({ ...good, kind: 'multiple', maxChoices: '3' }, NOW)).toEqual([
		'more-choices-than-options',
	]);
	expect(listGaps({ ...good, kind: 'rating-5', options: [] }, NOW)).toEqual([]);
	expect(listGaps(good, new Date('2026-06-15T10:00:00Z'))).toEqual(['closes-in-the-past']);
});

test('what its editor should know', () => {
	expect(listRemarks({ ...good, level: 'citizens' }, NOW)).toEqual([]);
	expect(listRemarks(good, new Date('2026-06-15T00:00:00Z'))).toEqual([
		'opens-at-once',
		'short',
		'unverified-count',
	]);
	expect(listRemarks({ ...good, question: row('Có?') }, NOW)).toContain('not-translated');
	expect(listRemarks({ ...good, options: [row('Có', 'Yes'), row('Không')] }, NOW)).toContain(
		'partly-translated',
	);
});

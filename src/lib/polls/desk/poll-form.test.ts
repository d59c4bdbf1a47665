import { expect, test } from 'vitest';
import { differences, emptyPollForm, readPollForm, rearrange, type PollForm } from './poll-form';

const row = (vi: string, en = '') => ({ vi, en });
const form: PollForm = { ...emptyPollForm(), options: [row('A'), row('B'), row('C')] };
const words = ({ options }: PollForm) => options.map(({ vi }) => vi).join('');

test.each([
	['up:1', 'BAC'],
	['up:0', 'ABC'],
	['down:1', 'ACB'],
	['down:2', 'ABC'],
	['remove:0', 'BC'],
	['remove:9', 'ABC'],
	['move:0:2', 'BCA'],
	['move:2:0', 'CAB'],
	['move:1:9', 'ABC'],
	['add', 'ABC'],
	['nonsense', 'ABC'],
	['up:x', 'ABC'],
])('%s gives %s', (command, expected) => {
	expect(words(rearrange(form, command))).toBe(expected);
	expect(words(form)).toBe('ABC');
});

test('two rows stay, and sixty are enough', () => {
	const two = rearrange(rearrange(form, 'remove:0'), 'remove:0');
	expect(rearrange(two, 'remove:0').options).toHaveLength(2);
	let many = form;
	for (let i = 0; i < 100; i++) many = rearrange(many, 'add');
	expect(many.options).toHaveLength(60);
});

test('a form is read as it was sent, and a rating gets its rows', () => {
	const sent = new FormData();
	for (const [name, value] of [
		['question_vi', 'Có?'],
		['option_vi', 'Một'],
		['option_en', 'One'],
		['option_vi', 'Hai'],
		['option_en', ''],
		['kind', 'rating-5'],
		['withOther', '1'],
		['level', 'nonsense'],
		['order', 'ordered'],
	] as const)
		sent.append(name, value);
	sent.append('question_en', new File([], 'x'));
	const read = readPollForm(sent);
	expect(read).toMatchObject({
		question: row('Có?'),
		kind: 'rating-5',
		withOther: true,
		level: 'open',
		ordered: true,
	});
	expect(read.options).toEqual([row('Một', 'One'), row('Hai'), row(''), row(''), row('')]);
});

test('two versions are set beside each other where they differ', () => {
	const theirs = { ...form, question: row('Khác?', 'Other?'), options: [row('B'), row('A'), row('C')] };
	expect(differences(form, theirs)).toEqual([
		{ field: 'question', mine: '', theirs: 'Khác? / Other?' },
		{ field: 'options', mine: 'A\nB\nC', theirs: 'B\nA\nC' },
	]);
	expect(differences(form, structuredClone(form))).toEqual([]);
});

import { expect, test } from 'vitest';
import type { Results } from '../polls/results';
import { csvOf } from '../shared/csv';
import { pollsTable, pollTable } from './insight-tables';
import type { PollLine } from './overview';

const lines = (csv: string) =>
	csv
		.replace(/^\ufeff/, '')
		.trimEnd()
		.split('\r\n');

const line: PollLine = {
	id: '1',
	slug: 'mot-cau',
	question: '=1+1, hay "không"?',
	level: 'open',
	status: 'open',
	policy: 'live',
	opensAt: new Date('2026-03-01T01:00:00Z'),
	closesAt: new Date('2026-03-31T10:00:00Z'),
	topic: null,
	area: null,
	eligible: null,
	comments: 3,
	ballots: { verified: 12, unverified: 34 },
	movements: [
		{ class: 'verified', now: 5, before: 2 },
		{ class: 'unverified', now: 9, before: null },
	],
};

test('the overview has a line a class; a formula is a text, and hidden figures are empty', () => {
	const csv = csvOf(
		pollsTable(
			[line, { ...line, slug: 'an-so', question: 'Ẩn?', ballots: null, movements: [] }],
			'Không lọc.',
		),
	);
	expect(csv.startsWith('\ufeffKhông lọc.\r\n')).toBe(true);
	expect(lines(csv).slice(2)).toEqual([
		`mot-cau,"'=1+1, hay ""không""?",open,open,2026-03-01T01:00:00.000Z,2026-03-31T10:00:00.000Z,,,,verified,12,5,2`,
		`mot-cau,"'=1+1, hay ""không""?",open,open,2026-03-01T01:00:00.000Z,2026-03-31T10:00:00.000Z,,,,unverified,34,9,`,
		'an-so,Ẩn?,open,open,2026-03-01T01:00:00.000Z,2026-03-31T10:00:00.000Z,,,,,,,',
	]);
});

test('a poll has its results with intervals, then areas and ages as they are protected', () => {
	const results: Results = {
		...{ slug: 'mot-cau', asOf: '2026-03-10T09:00:00.000Z', status: 'open' },
		classes: [
			{ class: 'verified', ballots: 263, options: [{ id: 1, label: 'Có', votes: 81, share: 0.308 }] },
		],
	};
	const breakdown = {
		asOf: new Date('2026-03-10T08:00:00Z'),
		lines: [
			{
				place: { name: 'A', isRest: false, from: null, to: null, eligible: 300 },
				...{ ballots: 100, turnout: 33, ofRoll: 50, ofAnswers: 50 },
				cells: [{ shown: 'exactly' as const, votes: 40, percent: 41 }],
			},
			{
				...{ place: null, ballots: null, turnout: null, ofRoll: null, ofAnswers: null },
				cells: [{ shown: 'hidden' as const }],
			},
		],
	};
	const csv = csvOf(
		pollTable({ results, options: [{ id: 1, label: 'Có' }], breakdown }, 'n', (place) => place?.name ?? '?'),
	);
	expect(lines(csv).slice(2)).toEqual([
		'mot-cau,2026-03-10T09:00:00.000Z,open,results,verified,,,263,1,Có,81,0.308,0.2553,0.3662,exactly',
		'mot-cau,2026-03-10T08:00:00.000Z,open,areas-and-ages,verified,A,300,100,1,Có,40,0.41,,,rounded',
		'mot-cau,2026-03-10T08:00:00.000Z,open,areas-and-ages,verified,?,,,1,Có,,,,,hidden',
	]);
});

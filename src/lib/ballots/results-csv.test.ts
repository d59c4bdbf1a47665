import { expect, test } from 'vitest';
import type { Results } from '../polls/results';
import { resultsCsv } from './results-csv';

function resultsOf(label: string): Results {
	return {
		slug: 'mot-cua',
		asOf: '2026-01-01T00:00:00.000Z',
		status: 'open',
		classes: [
			{ class: 'verified', ballots: 0, options: [{ id: 1, label, votes: 0, share: 0 }] },
			{ class: 'unverified', ballots: 3, options: [{ id: 1, label, votes: 1, share: 0.3333 }] },
		],
	};
}

test('the classes stand in rows of their own, after a header, in UTF-8 with BOM and CRLF', () => {
	expect(resultsCsv(resultsOf('Đồng ý'))).toBe(
		[
			'\ufeffpoll,as_of,status,class,class_ballots,option_id,option,votes,share',
			'mot-cua,2026-01-01T00:00:00.000Z,open,verified,0,1,Đồng ý,0,0',
			'mot-cua,2026-01-01T00:00:00.000Z,open,unverified,3,1,Đồng ý,1,0.3333',
			'',
		].join('\r\n'),
	);
});

test.each([
	['a, b', '"a, b"'],
	['a "b"', '"a ""b"""'],
	['a\nb', '"a\nb"'],
	['=1+1', "'=1+1"],
	['+84', "'+84"],
	['-1', "'-1"],
	['@SUM(A1)', "'@SUM(A1)"],
	['\tx', "'\tx"],
	['=HYPERLINK("x","y")', `"'=HYPERLINK(""x"",""y"")"`],
	['a=b', 'a=b'],
	['', ''],
])('the label %j becomes the cell %j', (label, cell) => {
	expect(resultsCsv(resultsOf(label))).toContain(`,1,${cell},`);
});

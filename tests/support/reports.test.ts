import { expect, test } from 'vitest';
import { readPlaywright, readVitest } from '../../scripts/test/reports.mjs';
import { ROOT } from '../../scripts/support/root.mjs';

const file = (status: string, ...statuses: string[]) => ({
	name: `${ROOT}src/a.test.ts`,
	status,
	assertionResults: statuses.map((result, i) => ({ fullName: `test ${i}`, status: result })),
});

test.each([
	['passes and skips', [file('passed', 'passed', 'pending')], { passed: 1, failures: [] }],
	['a failure', [file('failed', 'passed', 'failed')], { passed: 1, failures: ['src/a.test.ts > test 1'] }],
	[
		'a file that cannot be run',
		[file('failed')],
		{ passed: 0, failures: ['src/a.test.ts (could not be run)'] },
	],
	['nothing', undefined, { passed: 0, failures: [] }],
])('vitest: %s', (_, testResults, expected) => {
	expect(readVitest({ testResults })).toEqual(expected);
});

test('playwright: suites within suites are counted, and what passed only at the second try has failed', () => {
	const spec = (title: string, status: string) => ({
		title,
		file: 'a.journey.ts',
		line: 3,
		tests: [{ status }],
	});
	const inner = { title: 'inner', specs: [spec('works', 'expected'), spec('wavers', 'flaky')] };
	const outer = {
		title: 'outer',
		specs: [spec('waits', 'skipped'), spec('breaks', 'unexpected')],
		suites: [inner],
	};
	expect(readPlaywright({ suites: [outer], errors: [{ message: 'no server\nat' }] })).toEqual({
		passed: 1,
		failures: ['no server', 'a.journey.ts:3 > breaks', 'a.journey.ts:3 > wavers'],
	});
});

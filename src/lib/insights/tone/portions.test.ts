import { expect, test } from 'vitest';
import { portionsOf } from './portions';

const days = (...counts: number[]) => counts.map((comments, i) => ({ day: `2026-03-0${i + 1}`, comments }));

test.each([
	[[], []],
	[days(3), [['2026-03-01', '2026-03-01']]],
	[days(3, 4, 3), [['2026-03-01', '2026-03-03']]],
	[
		days(3, 4, 4),
		[
			['2026-03-02', '2026-03-03'],
			['2026-03-01', '2026-03-01'],
		],
	],
	[
		days(1, 50, 1),
		[
			['2026-03-03', '2026-03-03'],
			['2026-03-02', '2026-03-02'],
			['2026-03-01', '2026-03-01'],
		],
	],
	[
		[...days(6), ...days(6), { day: '2026-03-02', comments: 1 }],
		[
			['2026-03-02', '2026-03-02'],
			['2026-03-01', '2026-03-01'],
		],
	],
])('%j', (counted, expected) => {
	expect(portionsOf(counted, 10).map(({ day, until }) => [day, until])).toEqual(expected);
});

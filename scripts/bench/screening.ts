/** Screening of one comment: an ordinary one, and texts made to be slow. */
import { prepareRules } from '../../src/lib/comments/screening/prepare-rules.ts';
import { firstRules } from '../../src/lib/comments/screening/rules.schema.ts';
import { screen } from '../../src/lib/comments/screening/screening.ts';
import { readForms } from '../../src/lib/comments/text/folded.ts';
import { median, short, type Bench, type Row } from './bench.ts';

export async function measureScreening({ quick }: Bench): Promise<Row[]> {
	const rules = prepareRules(firstRules);
	const author = {
		isOfficial: false,
		sanctions: [],
		published: 5,
		rejected: 0,
		recent: 0,
		ownRepeats: 0,
		othersRepeats: 0,
	};
	const time = (body: string) => {
		const began = performance.now();
		screen({ body, forms: readForms(body), rules, thread: { mode: 'before', isClosed: false }, author });
		return performance.now() - began;
	};
	const usual =
		'Tôi làm hồ sơ đất ở xã, hẹn ba tuần mà hai tháng chưa xong. Mong lãnh đạo cho biết vướng ở khâu nào, cần bổ sung gì thì nói một lần.';
	const hostile = [
		'0',
		'a.',
		'1 2-3.4 ',
		'x@',
		'www.',
		'+84',
		'đ',
		'đ ị t m ẹ ',
		'a@a.',
		'à\u0301\u0323',
		'u',
		'n g u ',
		'.-_',
		'vl',
	];
	const stretch = (pattern: string) => pattern.repeat(Math.ceil(10_000 / pattern.length)).slice(0, 10_000);
	for (let i = 0; i < 50; i++) time(usual);
	const typical = median(Array.from({ length: quick ? 200 : 2_000 }, () => time(usual)));
	const worst = Math.max(
		...hostile.map((pattern) => {
			const text = stretch(pattern);
			return median(Array.from({ length: quick ? 5 : 15 }, () => time(text)));
		}),
	);
	return [
		{ name: 'screening a comment', ours: `${short(typical)} ms`, baseline: '', goal: '' },
		{
			name: 'screening 10,000 hostile characters, the worst of 14 kinds',
			ours: `${short(worst)} ms`,
			baseline: '',
			goal: '< 5 ms',
			met: worst < 5,
		},
	];
}

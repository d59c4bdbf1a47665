/**
 * Screening of one comment: an ordinary one, and texts made to be slow. Of those the longest that are taken go through all
 * phases; longer ones are refused before they are read, and here are read all the same.
 */
import { BODY_MOST } from '../../src/lib/comments/comment.ts';
import { prepareRules } from '../../src/lib/comments/screening/prepare-rules.ts';
import { firstRules } from '../../src/lib/comments/screening/rules.schema.ts';
import { screen } from '../../src/lib/comments/screening/screening.ts';
import { readForms } from '../../src/lib/comments/text/folded.ts';
import { median, short, type Bench, type Row } from './bench.ts';

const LONG = 10_000;

const HOSTILE = [
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
	'𝐧 𝐠 𝐮 ',
];
/** So many characters, which may be two units each. */
const stretch = (pattern: string, length: number) => {
	const characters = [...pattern];
	return Array.from({ length }, (_, i) => characters[i % characters.length]).join('');
};

export async function measureScreening({ quick }: Bench): Promise<Row[]> {
	// A banned word that refuses would spare the phases behind it.
	const rules = prepareRules({ ...firstRules, bannedWords: 'hold' });
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
		const { outcome } = screen({
			body,
			forms: readForms(body),
			rules,
			thread: { mode: 'before', isClosed: false },
			author,
		});
		const took = performance.now() - began;
		if ((outcome === 'refuse') !== [...body].length > BODY_MOST)
			throw new Error(`${outcome} of ${[...body].length} characters`);
		return took;
	};
	const usual =
		'Tôi làm hồ sơ đất ở xã, hẹn ba tuần mà hai tháng chưa xong. Mong lãnh đạo cho biết vướng ở khâu nào, cần bổ sung gì thì nói một lần.';
	const worstOf = (length: number) =>
		Math.max(
			...HOSTILE.map((pattern) => {
				const text = stretch(pattern, length);
				return median(Array.from({ length: quick ? 5 : 15 }, () => time(text)));
			}),
		);
	for (let i = 0; i < 50; i++) time(usual);
	const typical = median(Array.from({ length: quick ? 200 : 2_000 }, () => time(usual)));
	// Once for nothing, so that what is measured is code that has run before.
	for (const length of [BODY_MOST, LONG]) worstOf(length);
	const [most, beyond] = [worstOf(BODY_MOST), worstOf(LONG)];
	const characters = (length: number) => `${length.toLocaleString('en-US')} hostile characters`;
	return [
		{ name: 'screening a comment', ours: `${short(typical)} ms`, baseline: '', goal: '' },
		{
			name: `screening ${characters(BODY_MOST)} in all phases, the worst of ${HOSTILE.length} kinds`,
			ours: `${short(most)} ms`,
			baseline: '',
			goal: '< 5 ms',
			met: most < 5,
		},
		{
			name: `reading and refusing ${characters(LONG)}, the worst of ${HOSTILE.length} kinds`,
			ours: `${short(beyond)} ms`,
			baseline: '',
			goal: '< 5 ms',
			met: beyond < 5,
		},
	];
}

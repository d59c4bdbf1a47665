import { describe, expect, test } from 'vitest';
import { cleanBody } from '../comment.schema';
import { readForms } from '../text/folded';
import { maskPersonalData } from './phases/patterns';
import { prepareRules } from './prepare-rules';
import { firstRules } from './rules.schema';
import type { Screened } from './phase';
import { PHASES, screen } from './screening';

const rules = prepareRules(firstRules);

function comment(
	body: string,
	author: Partial<Screened['author']> = {},
	mode: 'before' | 'after' = 'after',
): Screened {
	return {
		body,
		forms: readForms(body),
		rules,
		thread: { mode, isClosed: false },
		author: {
			isOfficial: false,
			sanctions: [],
			published: 5,
			rejected: 0,
			recent: 0,
			ownRepeats: 0,
			othersRepeats: 0,
			...author,
		},
	};
}

const reasons = (screened: Screened) => {
	const answer = screen(screened);
	return answer.outcome === 'refuse' ? [answer.reason] : answer.findings.map(({ reason }) => reason);
};

describe('what is held or refused, and why', () => {
	test.each<[what: string, screened: Screened, expected: string[]]>([
		['a plain text', comment('Cán bộ xã tôi rất nhiệt tình.'), []],
		[
			'a plain text where every comment waits',
			comment('Cán bộ xã tôi rất nhiệt tình.', {}, 'before'),
			['thread-before'],
		],
		['nothing', comment('   '), ['empty']],
		['too long a text', comment('a'.repeat(2_001)), ['too-long']],
		['a link', comment('Xem ở https://vi-du.example/bai'), ['links']],
		['a bare domain', comment('vào trang vi-du.top nhé'), ['links']],
		['a telephone number', comment('Gọi tôi số 0912 345 678'), ['personal-data']],
		['a number with country code', comment('Gọi +84 912 345 678'), ['personal-data']],
		["a citizen's number", comment('CCCD 001099012345 của anh A'), ['personal-data']],
		['an e-mail address', comment('viết cho nguyen.van.a@example.vn'), ['personal-data']],
		['a sum of money', comment('Tuyến đường tốn 1.200.000.000 đồng'), []],
		['a sum written without separators', comment('mất 150000000 đồng'), []],
		['a year and a decision', comment('Nghị quyết 202/2025/QH15 ngày 12 tháng 6 năm 2025'), []],
		['shouting', comment('LÀM ĂN NHƯ THẾ NÀY THÌ DÂN KHỔ LẮM'), ['shouting']],
		['an abbreviation', comment('UBND TP HCM'), []],
		['a flood of one sign', comment('chậm quá!!!!!!!!!!!!!!!'), ['flood']],
		['a banned word', comment('địt mẹ chúng mày'), ['banned-word']],
		['a first comment', comment('Xin chào', { published: 0 }), ['first-comment']],
		['somebody often rejected', comment('Xin chào', { published: 2, rejected: 2 }), ['history']],
		['somebody rejected once', comment('Xin chào', { published: 1, rejected: 1 }), []],
		['the same text again', comment('Xin chào', { ownRepeats: 1 }), ['repeated']],
		[
			'a long text by others before',
			comment('Đồng ý với mọi đề xuất của bà con nơi đây.', { othersRepeats: 3 }),
			['copied'],
		],
		['a short text by others before', comment('Đồng ý', { othersRepeats: 3 }), []],
		['too many in a short time', comment('Xin chào', { recent: 6 }), ['too-many']],
		['a banned author', comment('Xin chào', { sanctions: ['ban'] }), ['banned']],
		['a suspended author', comment('Xin chào', { sanctions: ['hold', 'suspend'] }), ['suspended']],
		['a warned author', comment('Xin chào', { sanctions: ['warn'] }), ['warning-first']],
		['an author whose texts are all held', comment('Xin chào', { sanctions: ['hold'] }), ['author-held']],
		[
			'an official where every comment waits',
			comment('Xin trả lời', { isOfficial: true, published: 0 }, 'before'),
			[],
		],
	])('%s', (_, screened, expected) => {
		expect(reasons(screened)).toEqual(expected);
	});
});

test('what is found is shown where it stands in the original', () => {
	const body = 'Anh B: 0912.345.678, nhắn qua b@example.vn';
	const answer = screen(comment(body));
	if (answer.outcome !== 'hold') throw new Error(answer.outcome);
	const [{ spans }] = answer.findings as [(typeof answer.findings)[number]];
	expect(spans.map(({ from, to }) => body.slice(from, to))).toEqual(['0912.345.678', 'b@example.vn']);
	expect(maskPersonalData(body)).toBe('Anh B: […], nhắn qua […]');
	expect(maskPersonalData('Đường này tốn 1.200.000.000 đồng')).toBeUndefined();
});

test('a phase that fails holds, and the others still look', () => {
	const broken = {
		name: 'broken',
		look: () => {
			throw new Error('no');
		},
	};
	const answer = screen(comment('Gọi 0912345678'), [broken, ...PHASES]);
	expect(answer).toMatchObject({
		outcome: 'hold',
		findings: [{ phase: 'broken', reason: 'phase-failed' }, { reason: 'personal-data' }],
	});
});

/** 16 times the text costs about 16 times the work; the square would be 256 times. A busy machine has room in between. */
test.each(['x', 'x@', 'a@a.', '0', '+84', '1 2-3.4 ', '.-_', 'www.', 'A', '0912.345.678 ', 'a.b-c_d+'])(
	'looking at %j again and again costs in proportion to the text',
	(unit) => {
		const cost = (length: number, times: number) => {
			const screened = comment(unit.repeat(length / unit.length));
			let least = Infinity;
			for (let round = 0; round < 3; round++) {
				const before = process.cpuUsage();
				for (let i = 0; i < times; i++) for (const { look } of PHASES) look(screened);
				const { user, system } = process.cpuUsage(before);
				least = Math.min(least, (user + system) / times);
			}
			return least;
		};
		expect(cost(65_536, 1)).toBeLessThan(160 * Math.max(cost(4_096, 10), 50));
	},
);

test.each([
	['tới an.b@xa.vn nhé', ['an.b@xa.vn']],
	['a@b.vn, c@d.vn', ['a@b.vn', 'c@d.vn']],
	['tôi @ nhà', []],
	['@xa.vn', []],
	['nguyễn@xã.vn', ['nguyễn@xã.vn']],
	[`${'xy'.repeat(35)}@xa.vn`, [`${'xy'.repeat(32)}@xa.vn`]],
])('the addresses in %j', (body, found) => {
	const answer = screen(comment(body));
	const spans = answer.outcome === 'hold' ? answer.findings.flatMap((finding) => finding.spans) : [];
	expect(spans.map(({ from, to }) => body.slice(from, to))).toEqual(found);
});

describe('a phase that takes too long', () => {
	/** Each takes as long as it is told, by a clock of ours. */
	function slowly(...took: number[]) {
		let now = 0;
		const phases = took.map((ms, i) => ({
			name: `phase ${i + 1}`,
			look: () => {
				now += ms;
				return undefined;
			},
		}));
		return screen(comment('Xin chào'), phases, () => now);
	}

	test('holds, and the others still look', () => {
		expect(slowly(10, 10)).toEqual({ outcome: 'pass', findings: [] });
		expect(slowly(10, 300, 10)).toMatchObject({
			outcome: 'hold',
			findings: [{ phase: 'phase 2', reason: 'phase-failed' }],
		});
	});

	test('with others that take too long ends the walk, held', () => {
		expect(slowly(200, 200, 200, 200, 200, 200, 200)).toMatchObject({
			outcome: 'hold',
			findings: [{ phase: 'phase 7', reason: 'phase-failed' }],
		});
	});
});

describe('a text as it is stored', () => {
	test.each([
		['NFD becomes NFC', 'hoà'.normalize('NFD'), 'hoà'],
		['line breaks are one kind, and at most one empty line', 'a\r\n\r\n\r\n\r\nb\rc', 'a\n\nb\nc'],
		['direction overrides and unseen characters go', '\u202eabc\u2066\u200bd\ufeff', 'abcd'],
		['control characters go', 'a\u0000b\u0007c\td', 'abcd'],
		['marks are capped', `a${'\u0301'.repeat(200)}`, 'á' + '\u0301'.repeat(4)],
		['emoji with joiners stay whole', '👩‍👧 cảm ơn', '👩‍👧 cảm ơn'],
		['lone surrogates go', 'a\ud800b', 'ab'],
	])('%s', (_, given, stored) => {
		expect(cleanBody(given)).toBe(stored);
	});
});

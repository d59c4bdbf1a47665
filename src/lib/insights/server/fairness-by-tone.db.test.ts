import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDesk } from '../../../../tests/support/moderation';
import { undoDecision } from '../../moderation/server/undo-decision';
import { wilson } from '../interval';
import { rateTone } from '../tone/rate-tone';
import { shippedModel } from '../tone/shipped-model';
import { readFairnessByTone, type ToneGroup } from './fairness-by-tone';

let desk: Awaited<ReturnType<typeof openTestDesk>>;

beforeAll(async () => {
	desk = await openTestDesk();
	await desk.renew();
});
afterAll(() => desk?.close());

const KIND = ['Cán bộ rất nhiệt tình và vui vẻ', 'Làm việc nhanh, rất hài lòng', 'Cảm ơn, hướng dẫn rất tốt'];
const HARSH = ['Thái độ quá tệ, rất thất vọng', 'Làm ăn chán, quá chậm và tệ'];
const FOREIGN = ['The office was open late on Friday'];

test('rejections and waits by tone equal a count by hand', async () => {
	const decided: { body: string; rejected: boolean; waited: number }[] = [];
	const texts = [...KIND, ...HARSH, ...FOREIGN, ...HARSH.map((text) => `${text} thật`)];
	for (const [i, body] of texts.entries()) {
		const { id } = await desk.held(body);
		const waited = (i + 1) * 60;
		await sql`UPDATE comment_revision SET created_at = clock_timestamp() - make_interval(secs => ${waited}) WHERE comment_id = ${id}`.execute(
			desk.owner,
		);
		const rejected = i % 2 === 1;
		const outcome = await (rejected ? desk.reject(desk.lan, id) : desk.approve(desk.lan, id));
		expect(outcome).toMatchObject({ ok: true });
		decided.push({ body, rejected, waited });
	}
	// Neither what was taken back nor what still waits is counted.
	const undone = await desk.held('Rất tệ, sẽ hoàn tác');
	const taken = await desk.reject(desk.lan, undone.id);
	await undoDecision(desk.db, desk.lan, {
		comment: undone.id,
		decision: taken.ok ? taken.value.decisionId : 0,
	});

	const toneOf = (body: string): ToneGroup => {
		const rating = rateTone(shippedModel(), body);
		return !rating.rated ? 'unrated' : rating.sure ? rating.tone : 'unsure';
	};
	const lines = await readFairnessByTone(desk.db, { most: 100 });
	expect(lines.reduce((sum, line) => sum + line.decided, 0)).toBe(texts.length);
	for (const line of lines) {
		const of = decided.filter(({ body }) => toneOf(body) === line.tone);
		const rejected = of.filter((one) => one.rejected).length;
		expect([line.decided, line.rejected]).toEqual([of.length, rejected]);
		expect(line.interval).toEqual(wilson(rejected, of.length));
		const waits = of.map(({ waited }) => waited).sort((a, b) => a - b);
		if (waits.length === 0) expect(line.medianWaitSeconds).toBeNull();
		else {
			const middle = (waits[(waits.length - 1) >> 1]! + waits[waits.length >> 1]!) / 2;
			expect(Math.abs(line.medianWaitSeconds! - middle)).toBeLessThanOrEqual(2);
		}
	}
	expect(new Set(decided.map(({ body }) => toneOf(body))).size).toBeGreaterThan(2);
	expect((await readFairnessByTone(desk.db, { most: 3 })).reduce((sum, line) => sum + line.decided, 0)).toBe(
		3,
	);
});

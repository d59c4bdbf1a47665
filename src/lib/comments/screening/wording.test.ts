import { expect, test } from 'vitest';
import { chosenWording } from './wording';

const PRIVATE = 'Gọi tôi số 0912 345 678, hoặc an.b@xa.vn';

test.each<[typed: string, chosen: string | undefined, sent: ReturnType<typeof chosenWording>]>([
	['Đường hỏng', undefined, { body: 'Đường hỏng' }],
	['Đường hỏng', 'mask', { body: 'Đường hỏng' }],
	[PRIVATE, undefined, { masked: 'Gọi tôi số […], hoặc […]' }],
	[PRIVATE, 'cả hai', { masked: 'Gọi tôi số […], hoặc […]' }],
	[PRIVATE, 'mask', { body: 'Gọi tôi số […], hoặc […]' }],
	[PRIVATE, 'keep', { body: PRIVATE }],
	// Found in what will be stored, not in what was typed around it.
	['09\u200b12345678', undefined, { masked: '[…]' }],
])('%j with the choice %j', (typed, chosen, sent) => {
	expect(chosenWording(typed, chosen)).toEqual(sent);
});

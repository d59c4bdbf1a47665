import { expect, test } from 'vitest';
import { accuracy, confusionOf, f1ByTone, macroF1, weightedF1 } from './measure';
import { measureTone, trainTone } from './train-tone';

const SUBJECTS = [
	'con đường',
	'công viên',
	'trường học',
	'trạm y tế',
	'chợ mới',
	'xe buýt',
	'cán bộ',
	'hồ sơ',
];
const SAID = ['rất tệ và bẩn', 'nằm ở phường', 'rất tốt và đẹp'];
const EXAMPLES = SUBJECTS.flatMap((subject) =>
	SAID.map((said, tone) => ({ text: `${subject} này ${said}`, tone })),
);

test('a model learns what sets the tones apart, and the same examples and seed give the same bytes', () => {
	const first = trainTone(EXAMPLES, { seed: 1 });
	expect(trainTone(EXAMPLES, { seed: 1 })).toEqual(first);
	const fresh = SAID.map((said, tone) => ({ text: `thư viện này ${said}`, tone }));
	expect(accuracy(measureTone(first, fresh).confusion)).toBe(1);
});

test('F1 is counted from the confusion', () => {
	const confusion = confusionOf([0, 0, 0, 0, 1, 1, 2, 2], [0, 0, 0, 1, 1, 0, 2, 2]);
	expect(confusion).toEqual([
		[3, 1, 0],
		[1, 1, 0],
		[0, 0, 2],
	]);
	expect(f1ByTone(confusion)).toEqual([0.75, 0.5, 1]);
	expect(macroF1(confusion)).toBeCloseTo(0.75, 9);
	expect(weightedF1(confusion)).toBeCloseTo(0.75, 9);
});

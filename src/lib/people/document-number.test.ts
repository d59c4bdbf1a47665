import { expect, test } from 'vitest';
import { normaliseDocumentNumber } from './document-number';

test.each([
	['001099000001', '001099000001'],
	[' 001 099 000 001 ', '001099000001'],
	['001.099.000-001', '001099000001'],
	['００１０９９０００００１', '001099000001'],
	['012345678', '012345678'],
	['', undefined],
	['00109900000', undefined],
	['0010990000012', undefined],
	['00109900000a', undefined],
	['٠٠١٠٩٩٠٠٠٠٠١', undefined],
])('%j is read as %j', (text, number) => {
	expect(normaliseDocumentNumber(text)).toBe(number);
});

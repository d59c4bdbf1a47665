import { expect, test } from 'vitest';
import { displayNameSchema } from './display-name.schema';

test.each([
	['Nguyễn Văn A', 'Nguyễn Văn A'],
	['Nguyễn'.normalize('NFD'), 'Nguyễn'],
	['  Cô   Ba\t\n', 'Cô Ba'],
	['An\u200b\u202enh', 'An nh'],
	['a\u0000b\u202ec', 'a b c'],
	['a\u0300\u0301\u0302\u0303', 'à\u0301\u0302'],
	['Tổ dân phố 5 🙂', 'Tổ dân phố 5 🙂'],
	['á'.repeat(60), 'á'.repeat(60)],
])('%j becomes %j', (text, name) => {
	expect(displayNameSchema.parse(text)).toBe(name);
});

test.each([
	['', 'empty'],
	[' \u200b ', 'empty'],
	['á'.repeat(61), 'too-long'],
	['🙂🙂', 'no-letter'],
	['---', 'no-letter'],
])('%j is refused as %s', (text, fault) => {
	const result = displayNameSchema.safeParse(text);
	expect(result.error?.issues.map(({ message }) => message)).toEqual([fault]);
});

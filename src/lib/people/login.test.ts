import { expect, test } from 'vitest';
import { normaliseLogin } from './login';
import { displayNameSchema } from './staff.schema';

test.each([
	[' Quan-Tri ', 'quan-tri'],
	['ｑｕａｎ.tri', 'quan.tri'],
	['ab', undefined],
	['a'.repeat(41), undefined],
	['quan--tri', undefined],
	['-quan', undefined],
	['quản-trị', undefined],
	['', undefined],
])('%j is the login %j', (text, login) => {
	expect(normaliseLogin(text)).toBe(login);
});

test.each([
	['  Nguyễn   Văn A ', 'Nguyễn Văn A'],
	['a\u0000b\u202ec', 'a b c'],
	[' \n ', undefined],
	['x'.repeat(61), undefined],
])('%j is the name %j', (text, name) => {
	expect(displayNameSchema.safeParse(text).data).toBe(name);
});

import { expect, test } from 'vitest';
import { normaliseLogin } from './login';

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

import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { TEST_SECRETS } from '../../../../tests/support/app-process';

Object.assign(process.env, {
	...{ DATABASE_URL: 'postgres://localhost/none', ORIGIN: 'http://localhost', ...TEST_SECRETS },
});
const { previewToken, readPreviewToken } = await import('./preview-token');

test('a token leads back to its key, and nothing else does', () => {
	const key = randomUUID();
	const token = previewToken(key);
	expect(token).toMatch(/^[\w-]{43}$/);
	expect(readPreviewToken(token)).toBe(key);
	for (let at = 0; at < 42; at++) {
		const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
		expect(readPreviewToken(changed)).toBeUndefined();
	}
	for (const none of ['', key, token.slice(1), `${token}A`]) expect(readPreviewToken(none)).toBeUndefined();
});

import { expect, test } from 'vitest';
import { formatVietnamTime, parseVietnamTime } from './vietnam-time';

test.each([
	['2026-11-23T17:00', '2026-11-23T10:00:00.000Z'],
	['2026-11-23T17:00:30', '2026-11-23T10:00:00.000Z'],
	['2026-01-01T00:30', '2025-12-31T17:30:00.000Z'],
	['2024-02-29T08:00', '2024-02-29T01:00:00.000Z'],
])('%s in Vietnam is %s', (text, utc) => {
	expect(parseVietnamTime(text)?.toISOString()).toBe(utc);
	expect(formatVietnamTime(new Date(utc))).toBe(text.slice(0, 16));
});

test.each(['', '2026-11-23', '17:00', '2026-02-31T10:00', '2026-13-01T10:00', '2026-11-23T25:00', 'mai'])(
	'"%s" is no moment',
	(text) => expect(parseVietnamTime(text)).toBeUndefined(),
);

import { expect, test } from 'vitest';

process.env.DATABASE_URL ??= 'postgres://nobody@127.0.0.1/none';
process.env.ORIGIN ??= 'http://localhost';
process.env.KEY_ENCRYPTION_KEY ??= Buffer.alloc(32, 'key').toString('base64url');
process.env.APP_SECRET ??= Buffer.alloc(32, 'app').toString('base64url');
process.env.IDENTITY_KEY ??= Buffer.alloc(32, 'identity').toString('base64url');
process.env.RATE_LIMIT_EXEMPT = '127.0.0.0/8,::1/128,2001:db8:5::/48';
const { addressRange, isExempt } = await import('./address');

test.each([
	['192.0.2.7', '192.0.2.7'],
	['::ffff:192.0.2.7', '192.0.2.7'],
	['::FFFF:c000:207', '192.0.2.7'],
	['2001:db8:1:2345:6:7:8:9', '2001:db8:1:2300::/56'],
	['2001:db8:1:23ff::', '2001:db8:1:2300::/56'],
	['2001:0DB8:0001:2300::9', '2001:db8:1:2300::/56'],
	['2001:db8::1', '2001:db8:0:0::/56'],
	['fe80::1%eth0', 'fe80:0:0:0::/56'],
	['64:ff9b::192.0.2.7', '64:ff9b:0:0::/56'],
	['::', '0:0:0:0::/56'],
	['', 'unknown'],
	['not an address', 'unknown'],
])('%s counts as %s', (ip, range) => {
	expect(addressRange(ip)).toBe(range);
});

test.each([
	['127.0.0.1', true],
	['::ffff:127.1.2.3', true],
	['::1', true],
	['2001:db8:5:9::1', true],
	['2001:db8:6::1', false],
	['192.0.2.7', false],
	['unknown', false],
])('whether %s is exempt: %s', (ip, expected) => {
	expect(isExempt(ip)).toBe(expected);
});

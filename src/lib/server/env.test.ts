import { expect, test } from 'vitest';
import { blockList, parseEnv, SETTINGS } from './env';

const secret = Buffer.alloc(32, 'secret').toString('base64url');
const good = {
	DATABASE_URL: 'postgres://hoidan_web:password@127.0.0.1:5432/hoidan',
	ORIGIN: 'https://hoidan.example.vn',
	KEY_ENCRYPTION_KEY: secret,
	APP_SECRET: secret,
	IDENTITY_KEY: secret,
};

function faultOf(source: Record<string, string | undefined>): string {
	try {
		parseEnv(source);
	} catch (error) {
		return (error as Error).message;
	}
	return '';
}

test('the five that have no default are enough', () => {
	expect(parseEnv(good)).toMatchObject({ DEMO: false, DATABASE_POOL: 10, RATE_LIMIT_EXEMPT: [] });
});

test('nothing set at all: one message names each of the five, what it is for and an example', () => {
	const message = faultOf({});
	for (const name of Object.keys(good) as (keyof typeof good)[]) {
		expect(message).toContain(`${name} is missing`);
		expect(message).toContain(SETTINGS[name].purpose);
		expect(message).toContain(SETTINGS[name].example);
	}
});

test('every faulty setting is named at once', () => {
	const faulty: Record<keyof typeof SETTINGS, string> = {
		DATABASE_URL: 'mysql://127.0.0.1/hoidan',
		ORIGIN: 'hoidan.example.vn',
		KEY_ENCRYPTION_KEY: 'short',
		APP_SECRET: 'short',
		IDENTITY_KEY: 'short',
		OIDC_PROVIDERS: '[{}]',
		SMTP_URL: 'http://mail.example.vn',
		MAIL_FROM: 'nobody',
		PICTURE_STORE: 'https://s3.example.vn/without-a-key',
		SCREENING_URL: 'http://screening.example.vn/comments',
		SCREENING_SECRET: 'short',
		SCREENING_TIMEOUT_MS: 'soon',
		VERIFY_BY_ROLL: 'perhaps',
		RATE_LIMIT_EXEMPT: '127.0.0.0/8,nonsense',
		METRICS_TOKEN: 'short',
		DEMO: 'perhaps',
		LOG_LEVEL: 'loud',
		DATABASE_POOL: 'many',
		LIVE_MAX: '0',
		LIVE_MAX_PER_ADDRESS: '-1',
	};
	const message = faultOf(faulty);
	for (const name of Object.keys(faulty)) expect(message).toMatch(new RegExp(`^ {2}${name} `, 'm'));
});

test.each([
	['KEY_ENCRYPTION_KEY', 'k3y-that-nobody-may-read'],
	['APP_SECRET', 's3cret-that-nobody-may-read'],
	['DATABASE_URL', 'mysql://user:p4ssword@127.0.0.1/hoidan'],
])('the value of a faulty %s is not repeated', (name, value) => {
	expect(faultOf({ ...good, [name]: value })).toContain(name);
	expect(faultOf({ ...good, [name]: value })).not.toContain(value);
});

test.each([
	['LOG_LEVEL', '', true],
	['METRICS_TOKEN', '', true],
	['APP_SECRET', '', false],
	['ORIGIN', 'https://hoidan.example.vn/path/', true],
	['ORIGIN', 'ftp://hoidan.example.vn', false],
	['DATABASE_POOL', '1', false],
	['DATABASE_POOL', '2.5', false],
	['DATABASE_POOL', '501', false],
	['RATE_LIMIT_EXEMPT', ' 10.0.0.0/8 , ::1 ', true],
	['RATE_LIMIT_EXEMPT', '10.0.0.0/33', false],
	['RATE_LIMIT_EXEMPT', '::1/129', false],
	['RATE_LIMIT_EXEMPT', '10.0.0.0/', false],
	['RATE_LIMIT_EXEMPT', '10.0.0', false],
])('%s=%j is taken: %s', (name, value, taken) => {
	expect(faultOf({ ...good, [name]: value })).toEqual(taken ? '' : expect.stringContaining(name));
});

test('an origin is kept without a path', () => {
	expect(parseEnv({ ...good, ORIGIN: 'https://hoidan.example.vn/path' }).ORIGIN).toBe(
		'https://hoidan.example.vn',
	);
});

test.each([
	['127.0.0.0/8', '127.1.2.3', true],
	['127.0.0.0/8', '128.0.0.1', false],
	['192.0.2.1', '192.0.2.1', true],
	['192.0.2.1', '192.0.2.2', false],
	['2001:db8::/32', '2001:db8::1', true],
	['::1', '::2', false],
])('the range %s holds %s: %s', (range, address, held) => {
	expect(blockList([range]).check(address, address.includes(':') ? 'ipv6' : 'ipv4')).toBe(held);
});

test('pictures lie in a folder, or in the bucket that an address names with its key', () => {
	expect(parseEnv(good).PICTURE_STORE).toEqual({ folder: '.data/pictures' });
	expect(
		parseEnv({ ...good, PICTURE_STORE: 'https://k%2Fey:s%40cret@s3.example.vn/anh/tinh?region=vn-1' })
			.PICTURE_STORE,
	).toEqual({
		...{ address: 'https://s3.example.vn/anh/tinh', region: 'vn-1' },
		...{ accessKeyId: 'k/ey', secretAccessKey: 's@cret' },
	});
});

test.each([
	['https://screening.example.vn/comments', true],
	['http://127.0.0.1:4000/comments', true],
	['http://[::1]:4000/', true],
	['http://169.254.169.254/latest', false],
	['http://127.0.0.1.example.vn/', false],
	['https://user:password@screening.example.vn/', false],
	['file:///etc/passwd', false],
])('comments are screened over https or on this machine: %s', (url, isGood) => {
	const SCREENING_SECRET = `whsec_${Buffer.alloc(32).toString('base64')}`;
	expect(faultOf({ ...good, SCREENING_URL: url, SCREENING_SECRET }).includes('SCREENING_URL')).toBe(!isGood);
	expect(faultOf({ ...good, SCREENING_URL: url })).toMatch(/SCREENING_/);
});

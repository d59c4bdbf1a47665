/** Signing in with an electronic identity: the built app, a certified provider and, for what that never does, one that lies. */
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Browser } from '../support/browser.ts';
import { isCallback, openEid, problemOf, type Eid } from '../support/eid.ts';

let eid: Eid;
let { owner, app, liar } = {} as Eid;
let stuck: Server;
let browser: Browser;

beforeAll(async () => {
	// Takes every connection and never says a word.
	stuck = createServer(() => {}).listen(0, '127.0.0.1');
	await once(stuck, 'listening');
	eid = await openEid({
		down: 'http://127.0.0.1:9',
		stuck: `http://127.0.0.1:${(stuck.address() as AddressInfo).port}`,
	});
	({ owner, app, liar } = eid);
});
afterAll(async () => {
	await eid?.close();
	stuck?.close();
});
beforeEach(() => {
	browser = new Browser();
	liar.lie({});
});

const signedIn = (who = browser) => who.cookies(app.origin).has('s');
const personOf = (who: Browser) => eid.personOf(who);

function signIn(
	login: string,
	{ next = '/', who = browser, stop }: { next?: string; who?: Browser; stop?: (url: URL) => boolean } = {},
) {
	return eid.signIn(who, login, { query: new URLSearchParams({ next }).toString(), stop });
}

test('a citizen signs in and is back where they were', async () => {
	const arrival = await signIn('cd-0001', { next: '/?q=x' });
	expect(arrival.response.status).toBe(200);
	expect(arrival.at.pathname + arrival.at.search).toBe('/?q=x');
	expect(signedIn()).toBe(true);
});

test('twenty browsers of one citizen at once are one person', async () => {
	const browsers = Array.from({ length: 20 }, () => new Browser());
	await Promise.all(browsers.map((who) => signIn('cd-0002', { who })));
	const persons = await Promise.all(browsers.map(personOf));
	expect(new Set(persons).size).toBe(1);
});

test('a member of staff comes with two factors, asserted by the provider', async () => {
	await signIn('quan-tri');
	const { rows } = await owner.query('SELECT assurance FROM session WHERE person_id = $1', [
		await personOf(browser),
	]);
	expect(rows).toEqual([{ assurance: 'two-factor' }]);
});

test('one browser can be somebody else the next time', async () => {
	await signIn('cd-0020');
	const first = await personOf(browser);
	expect((await signIn('cd-0021')).at.pathname).toBe('/');
	expect(await personOf(browser)).not.toBe(first);
});

test('signing in again ends the session before, and a cookie from elsewhere is never kept', async () => {
	const planted = `${'a'.repeat(16)}.${'b'.repeat(43)}`;
	browser.cookies(app.origin).set('s', planted);
	await signIn('cd-0003');
	const first = browser.cookies(app.origin).get('s')!;
	expect(first).not.toBe(planted);
	await signIn('cd-0003');
	const second = browser.cookies(app.origin).get('s')!;
	expect(second).not.toBe(first);
	const { rows } = await owner.query('SELECT id FROM session WHERE id = ANY ($1)', [
		[first.split('.')[0], second.split('.')[0]],
	]);
	expect(rows).toEqual([{ id: second.split('.')[0] }]);
});

test('whoever proves it anew has a fresh session; somebody else does not get it', async () => {
	const again = async (login: string) => {
		const form = await browser.follow(`${app.origin}/sign-in/eid?again=1&next=/integrity`);
		return browser.submit(form.at.href, { login });
	};
	await signIn('quan-tri');
	const before = browser.cookies(app.origin).get('s')!;
	expect((await again('quan-tri')).at.pathname).toBe('/integrity');
	const after = browser.cookies(app.origin).get('s')!;
	expect(after).not.toBe(before);
	expect(problemOf(await again('cd-0011'))).toBe('another-person');
	expect(browser.cookies(app.origin).get('s')).toBe(after);
});

test.each(['//evil.example/', 'https://evil.example/', '/\\evil.example', 'javascript:alert(1)'])(
	'nobody is sent to %s',
	async (next) => {
		const arrival = await signIn('cd-0004', { next });
		expect(arrival.at.href).toBe(`${app.origin}/`);
	},
);

test('the same answer a second time is refused', async () => {
	const answer = await signIn('cd-0005', { stop: isCallback });
	await browser.follow(answer.at.href);
	expect(signedIn()).toBe(true);
	expect(problemOf(await browser.follow(answer.at.href))).toBe('eid-expired');
});

test('nor does it count again where a browser kept what it was told to forget', async () => {
	const answer = await signIn('cd-0022', { stop: isCallback });
	const kept = new Map(browser.cookies(app.origin));
	await browser.follow(answer.at.href);
	const other = new Browser();
	for (const [name, value] of kept) other.cookies(app.origin).set(name, value);
	expect(problemOf(await other.follow(answer.at.href))).toBe('eid-expired');
	expect(signedIn(other)).toBe(false);
});

test('an answer that comes to another browser is refused', async () => {
	const answer = await signIn('cd-0006', { stop: isCallback });
	const other = new Browser();
	expect(problemOf(await other.follow(answer.at.href))).toBe('eid-expired');
	expect(signedIn(other)).toBe(false);
});

test.each([
	'',
	'?code=x',
	'?state=&code=x',
	'?state=nobody-sent-this&code=x',
	'?state=a&state=b',
	'?error=access_denied',
])('an answer %j that nobody asked for is refused', async (query) => {
	const arrival = await browser.follow(`${app.origin}/sign-in/eid/callback${query}`);
	expect(problemOf(arrival)).toBe('eid-expired');
	expect(await arrival.response.text()).toContain('role="alert"');
	expect(signedIn()).toBe(false);
});

test("one attempt's answer is not another's, and both tabs can still finish", async () => {
	const [a, b] = [
		await signIn('cd-0007', { stop: isCallback }),
		await signIn('cd-0008', { stop: isCallback }),
	];
	const mixed = new URL(a.at);
	expect(b.at.searchParams.get('code')).toBeTruthy();
	mixed.searchParams.set('code', b.at.searchParams.get('code')!);
	expect(problemOf(await browser.follow(mixed.href))).toBe('eid-answer-refused');
	expect(signedIn()).toBe(false);
});

test('two tabs may sign in at once', async () => {
	const answers = [
		await signIn('cd-0009', { stop: isCallback }),
		await signIn('cd-0009', { stop: isCallback }),
	];
	for (const answer of answers) {
		expect((await browser.follow(answer.at.href)).at.pathname).toBe('/');
	}
	expect(signedIn()).toBe(true);
});

test('an identity that is not verified well enough is refused in words', async () => {
	const arrival = await signIn('cd-low', { next: '/integrity' });
	expect(problemOf(arrival)).toBe('assurance-too-low');
	expect(await arrival.response.text()).toContain('chưa đạt mức xác minh');
	expect(arrival.at.searchParams.get('next')).toBe('/integrity');
	expect(signedIn()).toBe(false);
});

test('whoever turns back at the provider is back with us', async () => {
	const form = await browser.follow(`${app.origin}/sign-in/eid`);
	expect(problemOf(await browser.follow(`${form.at.href}/cancel`))).toBe('eid-cancelled');
});

test('a sample name that does not exist stays in the field, with what to do', async () => {
	const form = await browser.follow(`${app.origin}/sign-in/eid`);
	const { response } = await browser.submit(form.at.href, { login: 'cd-<9999>' });
	expect(response.status).toBe(422);
	expect(await response.text()).toMatch(/value="cd-&#60;9999&#62;"/);
});

test('a provider that never answers is given up after some seconds, and told as such', async () => {
	expect(problemOf(await browser.follow(`${app.origin}/sign-in/eid?with=stuck`))).toBe('eid-unavailable');
});

test('a provider that is down is told as such', async () => {
	expect(problemOf(await browser.follow(`${app.origin}/sign-in/eid?with=down`))).toBe('eid-unavailable');
});

describe('an answer that is not to be believed', () => {
	const now = Math.floor(Date.now() / 1000);
	const LIES: [string, Parameters<typeof liar.lie>[0], string | null][] = [
		['the truth', {}, null],
		['a clock that is 20 s fast', { claims: { iat: now + 20, sub: 'fast' } }, null],
		['another audience', { claims: { aud: 'somebody-else' } }, 'eid-answer-refused'],
		['another issuer', { claims: { iss: 'https://eid.example' } }, 'eid-answer-refused'],
		['another nonce', { claims: { nonce: 'another' } }, 'eid-answer-refused'],
		['a token that is over', { claims: { exp: now - 300 } }, 'eid-answer-refused'],
		['a key that nobody published', { wrongKey: true }, 'eid-answer-refused'],
		['no subject', { claims: { sub: undefined } }, 'eid-answer-refused'],
		['an empty subject', { claims: { sub: '' } }, 'no-identity'],
		['a subject of blanks', { claims: { sub: ' ' } }, 'no-identity'],
		['a subject that everybody has', { claims: { sub: 'anonymous' } }, 'no-identity'],
		['no level of assurance', { claims: { acr: undefined } }, 'assurance-too-low'],
		['a failure', { status: 500 }, 'eid-unavailable'],
	];

	test.each(LIES)('%s', async (_, lies, problem) => {
		liar.lie(lies);
		const arrival = await browser.follow(`${app.origin}/sign-in/eid?with=liar`);
		expect(problemOf(arrival)).toBe(problem);
		expect(signedIn()).toBe(problem === null);
	});

	test.each<[string, number, string | null]>([
		['a token that ended a moment ago by our clock', -15, null],
		['one that ended longer ago than clocks differ', -60, 'eid-answer-refused'],
	])('%s', async (_, seconds, problem) => {
		liar.lie({ claims: { exp: Math.floor(Date.now() / 1000) + seconds, sub: 'slow' } });
		expect(problemOf(await browser.follow(`${app.origin}/sign-in/eid?with=liar`))).toBe(problem);
	});

	test('a token that counts only later than clocks differ', async () => {
		liar.lie({ claims: { nbf: Math.floor(Date.now() / 1000) + 120 } });
		const arrival = await browser.follow(`${app.origin}/sign-in/eid?with=liar`);
		expect(problemOf(arrival)).toBe('eid-answer-refused');
	});

	test('silence, after some seconds', async () => {
		liar.lie({ silent: true });
		expect(problemOf(await browser.follow(`${app.origin}/sign-in/eid?with=liar`))).toBe('eid-unavailable');
	});
});

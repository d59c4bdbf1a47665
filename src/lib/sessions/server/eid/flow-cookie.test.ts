/** What waits for the provider's answer is taken once, by its own answer, within ten minutes. */
import type { Cookies } from '@sveltejs/kit';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TEST_SECRETS } from '../../../../../tests/support/app-process';

Object.assign(process.env, { DATABASE_URL: 'postgres://none', ORIGIN: 'http://localhost', ...TEST_SECRETS });
const { keepFlow, takeFlow } = await import('./flow-cookie');

const flow = {
	provider: 'eid',
	state: 'state-1',
	nonce: 'n',
	verifier: 'v',
	next: '/',
	purpose: 'sign-in' as const,
};

let jar: Map<string, string>;
/** A browser that forgets nothing by itself. */
const cookies = {
	get: (name: string) => jar.get(name),
	set: (name: string, value: string) => void jar.set(name, value),
	delete: (name: string) => void jar.delete(name),
} as unknown as Cookies;

beforeEach(() => {
	jar = new Map();
	vi.useFakeTimers({ now: new Date('2026-03-01T00:00:00Z') });
	keepFlow(cookies, flow);
});
afterEach(() => void vi.useRealTimers());

test('it is taken once', () => {
	expect(takeFlow(cookies, 'state-1')).toMatchObject(flow);
	expect(takeFlow(cookies, 'state-1')).toBeUndefined();
});

test('another state, and none, find nothing', () => {
	for (const state of ['state-2', '', null]) expect(takeFlow(cookies, state)).toBeUndefined();
});

test('after ten minutes it is over, though the browser kept it', () => {
	vi.advanceTimersByTime(10 * 60_000);
	expect(takeFlow(cookies, 'state-1')).toBeUndefined();
});

test('what somebody altered, or took from another attempt, is not believed', () => {
	const [[name, sealed]] = [...jar] as [[string, string]];
	keepFlow(cookies, { ...flow, state: 'state-2' });
	const other = [...jar.values()].at(-1)!;
	for (const text of [`${sealed.slice(0, -4)}AAAA`, other, 'x']) {
		jar.set(name, text);
		expect(takeFlow(cookies, 'state-1')).toBeUndefined();
	}
});

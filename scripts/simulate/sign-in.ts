/** A sample citizen signs in: to the demo's identity provider and back, by redirects and cookies as a browser does. */
import { Failure } from '../support/failure.mjs';
import { LocalBrowser } from './local-browser.ts';

/** @returns why it came to nothing, in a word; undefined for somebody who is signed in now */
export async function signIn(
	browser: LocalBrowser,
	{ origin, login }: { origin: string; login: string },
): Promise<string | undefined> {
	// The page that one comes back to is of no interest, only that one does.
	const isBack = ({ pathname, port }: URL) =>
		port === new URL(origin).port && !pathname.startsWith('/sign-in/eid');
	const form = await browser.follow(`${origin}/sign-in/eid?next=/`, {}, isBack);
	if (isBack(form.at)) return problemOf(form.at);
	if (!form.response.ok) return `sign-in: ${form.response.status}`;
	const { at, response } = await browser.submit(form.at.href, { login }, isBack);
	if (!isBack(at)) return `sign-in: ${response.ok ? `${login} is not known` : response.status}`;
	if (at.origin !== origin) {
		throw new Failure(
			`Signing in leads to ${at.origin}, the demo's own address: simulate with --url ${at.origin}`,
		);
	}
	return at.pathname === '/' ? undefined : problemOf(at);
}

const problemOf = ({ pathname, searchParams }: URL) => `sign-in: ${searchParams.get('problem') ?? pathname}`;

/** In which language a request is answered: the reader's choice (a cookie), else what their browser prefers. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { RequestEvent } from '@sveltejs/kit';
import {
	baseLocale,
	cookieName,
	extractLocaleFromHeader,
	overwriteServerAsyncLocalStorage,
	toLocale,
	type Locale,
} from '../i18n/paraglide/runtime';

const speaking = new AsyncLocalStorage<{ locale?: Locale; origin?: string; messageCalls?: Set<string> }>();
overwriteServerAsyncLocalStorage(speaking);

/**
 * Messages speak the request's language for as long as `answer` works. This stands in for Paraglide's own middleware,
 * which copies every request twice and takes its address apart five times, for translated addresses that we do not have.
 * @param asked what the address itself asks for, before all else
 */
export function inLanguageOf<T>(
	{ request, cookies, url }: Pick<RequestEvent, 'request' | 'cookies' | 'url'>,
	asked: Locale | undefined,
	answer: (lang: Locale) => T,
): T {
	const locale = asked ?? toLocale(cookies.get(cookieName)) ?? extractLocaleFromHeader(request) ?? baseLocale;
	return speaking.run({ locale, origin: url.origin }, () => answer(locale));
}

/** For what is said outside of a request: a mail speaks the language of whoever gets it. */
export function speakingIn<T>(lang: Locale, say: () => T): T {
	return speaking.run({ locale: lang }, say);
}

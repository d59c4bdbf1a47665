/** In which language a request is answered: the reader's choice (a cookie), else what their browser prefers. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { extractLocaleFromRequest, overwriteServerAsyncLocalStorage } from '../i18n/paraglide/runtime';

type Lang = ReturnType<typeof extractLocaleFromRequest>;

const speaking = new AsyncLocalStorage<{ locale?: Lang; origin?: string; messageCalls?: Set<string> }>();
overwriteServerAsyncLocalStorage(speaking);

/**
 * Messages speak the request's language for as long as `answer` works. This stands in for Paraglide's own middleware,
 * which copies every request twice, body and all, for the sake of translated addresses that we do not have.
 * @param asked what the address itself asks for, before all else
 */
export function inLanguageOf<T>(request: Request, asked: Lang | undefined, answer: (lang: Lang) => T): T {
	const locale = asked ?? extractLocaleFromRequest(request);
	return speaking.run({ locale, origin: new URL(request.url).origin }, () => answer(locale));
}

/** The page speaks the language the server rendered it in, whatever the browser prefers by now. */
import { overwriteGetLocale } from '$lib/i18n/paraglide/runtime';

overwriteGetLocale(() => (document.documentElement.lang === 'en' ? 'en' : 'vi'));

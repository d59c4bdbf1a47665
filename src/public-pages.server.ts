/** Pages that all strangers may share for a moment; lib/server/page-cache.ts keeps them. */
import type { Handle } from '@sveltejs/kit';
import { DRAFT_COOKIE } from '$lib/comments/server/drafts';
import { placeKey } from '$lib/embed/server/hosts';
import { ORDERS } from '$lib/polls/option-order';
import { bringsDevice } from '$lib/server/device';
import { cachedPage } from '$lib/server/page-cache';
import { sessionCookieName } from '$lib/sessions/server/session-cookie';

const PUBLIC_PAGES = new Set([
	'/(public)',
	'/(public)/topics',
	'/(public)/topics/[slug=slug]',
	'/(public)/polls/[slug=slug]',
	'/(public)/polls/[slug=slug]/results',
	'/(public)/moderation-ledger',
]);

export const publicPages: Handle = ({ event, resolve }) => {
	const { request, locals, route, url } = event;
	const isPlain = url.search === '' && PUBLIC_PAGES.has(route.id ?? '');
	// All readers of an article ask for the same widget.
	const place = route.id === '/embed/polls/[slug=slug]' ? placeKey(request, url) : undefined;
	const mayBeKept =
		request.method === 'GET' &&
		!event.isDataRequest &&
		(isPlain || place !== undefined) &&
		!bringsDevice(event.cookies) &&
		event.cookies.get(DRAFT_COOKIE) === undefined &&
		event.cookies.get(sessionCookieName()) === undefined;
	if (!mayBeKept) return resolve(event);
	locals.order = Math.floor(Math.random() * ORDERS);
	const key = [locals.lang, locals.theme, locals.order, url.pathname, place ?? ''].join(' ');
	return cachedPage(key, request, async () => resolve(event));
};

import { randomUUID } from 'node:crypto';
import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import { startHousekeeping, stopHousekeeping } from '$lib/ballots/server/housekeeping';
import { ballotBoxSettled } from '$lib/ballots/server/ballot-box';
import { startLiveResults, stopLiveResults } from '$lib/ballots/server/live-results';
import { paraglideMiddleware } from '$lib/i18n/paraglide/server';
import { ORDERS } from '$lib/polls/option-order';
import { compress } from '$lib/server/compress';
import { closeConnections } from '$lib/server/db/client';
import { deviceCookieName } from '$lib/server/device';
import { env } from '$lib/server/env';
import { setSecurityHeaders } from '$lib/server/headers';
import { log } from '$lib/server/log';
import { httpRequestSeconds, httpRequestsTotal } from '$lib/server/metrics';
import { problem } from '$lib/server/problem';
import { cachedPage } from '$lib/server/page-cache';
import { isSameOriginWrite } from '$lib/server/same-origin';
import { beginShutdown, isShuttingDown } from '$lib/server/shutting-down';

export const init: ServerInit = () => {
	try {
		env();
	} catch (error) {
		process.stderr.write(`${(error as Error).message}\n`);
		process.exit(1);
	}
	startLiveResults();
	startHousekeeping();
	// Open streams would hold the server until its time-out, so they end first; answers in flight are still written.
	for (const signal of ['SIGTERM', 'SIGINT'] as const) {
		process.once(signal, () => {
			beginShutdown();
			void stopLiveResults();
		});
	}
	process.once('sveltekit:shutdown', async () => {
		stopHousekeeping();
		await ballotBoxSettled();
		await closeConnections();
	});
};

const observe: Handle = async ({ event, resolve }) => {
	const startedAt = performance.now();
	event.locals.requestId = randomUUID();
	const response = await resolve(event);
	const route = event.route.id ?? 'unknown';
	const seconds = (performance.now() - startedAt) / 1000;
	httpRequestSeconds.observe({ route }, seconds);
	httpRequestsTotal.inc({ method: event.request.method, route, status: response.status });
	// The route, never the path with its parameters.
	log.info(
		{
			id: event.locals.requestId,
			method: event.request.method,
			route,
			status: response.status,
			ms: Math.round(seconds * 1000),
		},
		'request',
	);
	response.headers.set('x-request-id', event.locals.requestId);
	// A browser that keeps its connection would hold the server until its time-out.
	if (isShuttingDown()) response.headers.set('connection', 'close');
	return response;
};

const refuseForeignWrites: Handle = ({ event, resolve }) => {
	const { request } = event;
	const isRead = request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS';
	if (!isRead && !isSameOriginWrite(request, env().ORIGIN)) {
		return problem(403, 'cross-site', 'This request came from another site.');
	}
	return resolve(event);
};

const finish: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	setSecurityHeaders(response.headers, event.url.pathname);
	return compress(event.request, response);
};

const preferences: Handle = ({ event, resolve }) =>
	paraglideMiddleware(event.request, ({ locale }) => {
		event.locals.lang = locale;
		const theme = event.cookies.get('theme');
		event.locals.theme = theme === 'light' || theme === 'dark' ? theme : 'auto';
		return resolve(event, {
			transformPageChunk: ({ html }) =>
				html.replace('%lang%', event.locals.lang).replace('%theme%', event.locals.theme),
			preload: ({ type, path }) =>
				type === 'js' || type === 'css' || (type === 'font' && /vietnamese/.test(path)),
		});
	});

const PUBLIC_PAGES = new Set([
	'/(public)',
	'/(public)/topics/[slug=slug]',
	'/(public)/polls/[slug=slug]',
	'/(public)/polls/[slug=slug]/results',
]);

const publicPages: Handle = ({ event, resolve }) => {
	const { request, locals, route, url } = event;
	const mayBeKept =
		request.method === 'GET' &&
		!event.isDataRequest &&
		url.search === '' &&
		PUBLIC_PAGES.has(route.id ?? '') &&
		event.cookies.get(deviceCookieName()) === undefined;
	if (!mayBeKept) return resolve(event);
	locals.order = Math.floor(Math.random() * ORDERS);
	const key = [locals.lang, locals.theme, locals.order, url.pathname].join(' ');
	return cachedPage(key, request, async () => resolve(event));
};

export const handle = sequence(observe, finish, refuseForeignWrites, preferences, publicPages);

export const handleError: HandleServerError = ({ error, event, status, message }) => {
	const id = event.locals.requestId;
	if (status !== 404) {
		const { name, stack, code } = error as Error & { code?: string };
		// The message of a database error may quote values; its code and the place are enough.
		log.error(
			{ id, route: event.route.id, status, name, code, at: stack?.split('\n').slice(1, 6) },
			'request failed',
		);
	}
	return { message, id };
};

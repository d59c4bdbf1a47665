import './written.server';
import { randomUUID } from 'node:crypto';
import { error, json, redirect, type Handle, type HandleServerError, type ServerInit } from '@sveltejs/kit';
import { ballotChores } from '$lib/ballots/server/chores';
import { ballotBoxSettled } from '$lib/ballots/server/ballot-box';
import { liveResults, pollChanged } from '$lib/ballots/server/live-results';
import { commentChores } from '$lib/comments/server/chores';
import { commentsChanged, liveThreads } from '$lib/comments/server/live-thread';
import { readEmbedWishes } from '$lib/embed/embed-code';
import { articleCounts } from '$lib/embed/server/article-counts';
import { embedChores } from '$lib/embed/server/chores';
import { listHosts } from '$lib/embed/server/hosts';
import { openScreeningService } from '$lib/comments/server/outside/worker';
import { insightChores } from '$lib/insights/server/chores';
import { integrityChores } from '$lib/integrity/server/chores';
import { writeDeskLetter, writeNoticeLetter } from '$lib/moderation/mail-words';
import { deskChanged, liveDesk } from '$lib/moderation/server/live-desk';
import { liveNotices, noticesChanged } from '$lib/moderation/server/live-notices';
import { moderationChores } from '$lib/moderation/server/chores';
import { can, type Denial } from '$lib/people/can';
import { peopleChores } from '$lib/people/server/chores';
import { pollMoved } from '$lib/polls/server/poll-cache';
import { guardOf, wayOn } from '$lib/sessions/guards';
import { sessionChores } from '$lib/sessions/server/chores';
import { sessionEnded } from '$lib/sessions/server/end-streams';
import { findActor } from '$lib/sessions/server/find-actor';
import { sessionCookieName } from '$lib/sessions/server/session-cookie';
import { topicChores } from '$lib/topics/server/chores';
import { startChores } from '$lib/server/chores';
import { houseChores } from '$lib/server/house-chores';
import { compress } from '$lib/server/compress';
import { knowAddress } from '$lib/server/client-address';
import { closeConnections, db, pool } from '$lib/server/db/client';
import { env } from '$lib/server/env';
import { mailChores } from '$lib/server/mail/worker';
import { setSecurityHeaders } from '$lib/server/headers';
import { inTurn } from '$lib/server/in-turn';
import { inLanguageOf } from '$lib/server/language';
import { listen } from '$lib/server/live/listener';
import { noteRawResponses } from '$lib/server/live/raw-response';
import { log } from '$lib/server/log';
import { httpRequestSeconds, httpRequestsTotal } from '$lib/server/metrics';
import { isPassingTrouble, tellPassingTrouble } from '$lib/server/passing-trouble';
import { asProblem, problem } from '$lib/server/problem';
import { isSameOriginWrite } from '$lib/server/same-origin';
import { beginShutdown, isShuttingDown } from '$lib/server/shutting-down';
import { publicPages } from './public-pages.server';

export const init: ServerInit = () => {
	try {
		env();
	} catch (error) {
		process.stderr.write(`${(error as Error).message}\n`);
		process.exit(1);
	}
	openScreeningService();
	noteRawResponses();
	const listener = listen({
		connectionString: env().DATABASE_URL,
		channels: [pollChanged, pollMoved, commentsChanged, deskChanged, noticesChanged, sessionEnded],
		onLost: () => log.warn('database listener lost, reconnecting'),
	});
	const stopChores = startChores([
		...houseChores,
		...mailChores,
		...ballotChores,
		...commentChores,
		...embedChores,
		...moderationChores({ notices: writeNoticeLetter, desk: writeDeskLetter }),
		...peopleChores,
		...topicChores,
		...sessionChores,
		...integrityChores,
		...insightChores,
	]);
	// Open streams would hold the server until its time-out, so they end first; answers in flight are still written.
	for (const signal of ['SIGTERM', 'SIGINT'] as const) {
		process.once(signal, () => {
			beginShutdown();
			for (const hub of [liveResults, liveThreads, liveDesk.hub, liveNotices]) hub.close();
			void listener.close();
		});
	}
	process.once('sveltekit:shutdown', async () => {
		stopChores();
		await ballotBoxSettled();
		await articleCounts.write(db()).catch(() => {}); // a database that is away takes no counts along
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
	const answered = await resolve(event);
	const isApi = event.url.pathname.startsWith('/api/');
	const response = isApi ? asProblem(event.request, answered, event.locals.requestId) : answered;
	const isEmbedded = event.url.pathname.startsWith('/embed/');
	setSecurityHeaders(response.headers, isEmbedded ? await listHosts() : undefined);
	return compress(event.request, response);
};

/** As the switch for the language sets it (routes/preferences). */
const LANG_COOKIE = { path: '/', maxAge: 365 * 24 * 60 * 60, httpOnly: false, sameSite: 'lax' } as const;

const preferences: Handle = ({ event, resolve }) => {
	const asked = readEmbedWishes(event.url.searchParams);
	const isEmbedded = event.url.pathname.startsWith('/embed/');
	// Whoever followed a link in one language goes on in it; the widget leaves alone what its reader has chosen here.
	if (asked.lang && !isEmbedded && asked.lang !== event.cookies.get('lang')) {
		event.cookies.set('lang', asked.lang, {
			...LANG_COOKIE,
			secure: env().ORIGIN.startsWith('https:'),
		});
	}
	return inLanguageOf(event, asked.lang || undefined, (lang) => {
		event.locals.lang = lang;
		const theme = (isEmbedded && asked.theme) || event.cookies.get('theme');
		event.locals.theme = theme === 'light' || theme === 'dark' ? theme : 'auto';
		return resolve(event, {
			transformPageChunk: ({ html }) =>
				html.replace('%lang%', event.locals.lang).replace('%theme%', event.locals.theme),
			preload: ({ type, path }) =>
				type === 'js' || type === 'css' || (type === 'font' && !isEmbedded && /vietnamese/.test(path)),
		});
	});
};

const recognise: Handle = ({ event, resolve }) => {
	// In somebody else's page nobody is signed in, even where the browser would say who it is: that page could lay itself
	// over ours, and have a citizen vote by what looks like something else.
	if (event.url.pathname.startsWith('/embed/')) return resolve(event);
	const token = event.cookies.get(sessionCookieName());
	if (token === undefined) return resolve(event);
	return findActor(pool(), token).then((actor) => {
		event.locals.actor = actor;
		return resolve(event);
	});
};

/** Nobody enters a route that no guard opens to them; the verbs behind it ask again. */
const guard: Handle = ({ event, resolve }) => {
	if (event.route.id === null) return resolve(event);
	const asked = guardOf(event.route.id);
	if (asked === 'anyone') return resolve(event);
	if (asked === undefined) return deny(event, 'not-allowed');
	if (asked === 'signed-in') return event.locals.actor ? resolve(event) : deny(event, 'sign-in-required');
	const answer = can(event.locals.actor, asked, { now: new Date() });
	return answer === 'yes' ? resolve(event) : deny(event, answer);
};

const TITLES: Record<Denial, string> = {
	'sign-in-required': 'Sign in first.',
	'second-factor-required': 'This needs a session opened with two factors.',
	'step-up-required': 'This needs a fresh proof of who you are.',
	'not-allowed': 'You may not do this.',
};

async function deny(event: Parameters<Handle>[0]['event'], denial: Denial): Promise<Response> {
	const { request, url, isDataRequest } = event;
	// What a form carried can't be taken along; the page that it stood on can.
	const next = url.pathname + url.search.replace(/^\?\/[^&]*&?/, '?').replace(/^\?$/, '');
	const way = wayOn(denial, next);
	// A form that a script sends reads a redirect from its answer, and an error in a form of its own.
	const isForm = request.headers.get('x-sveltekit-action') === 'true';
	const isPage = isDataRequest || isForm || /\btext\/html\b/.test(request.headers.get('accept') ?? '');
	if (isPage && way !== undefined) redirect(303, way);
	const status = denial === 'sign-in-required' ? 401 : 403;
	if (isForm) return json({ type: 'error', error: { message: TITLES[denial] } }, { status });
	if (isDataRequest) error(status, TITLES[denial]);
	// An error thrown here would meet the page of last resort, which knows neither language nor header.
	if (isPage) return event.fetch('/instead?why=not-allowed');
	return problem(status, denial, TITLES[denial]);
}

export const handle = inTurn(
	observe,
	finish,
	refuseForeignWrites,
	knowAddress,
	tellPassingTrouble,
	preferences,
	publicPages,
	recognise,
	guard,
);

export const handleError: HandleServerError = ({ error: thrown, event, status, message }) => {
	const id = event.locals.requestId;
	if (isPassingTrouble(thrown)) event.locals.metPassingTrouble = true;
	if (status !== 404) {
		const { name, stack, code } = thrown as Error & { code?: string };
		// The message of a database error may quote values; its code and the place are enough.
		log.error(
			{ id, route: event.route.id, status, name, code, at: stack?.split('\n').slice(1, 6) },
			'request failed',
		);
	}
	return { message, id };
};

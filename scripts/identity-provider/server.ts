/** The provider as a server: its own pages for signing in, everything else by oidc-provider. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { errors } from 'oidc-provider';
import { findPerson, subjectOf } from '../seed/people.ts';
import { chooseLanguage } from './language.ts';
import { loginPage, messagePage } from './page.ts';
import { cookieNames, openProvider, type Issuing } from './provider.ts';
import { WORDS } from './words.ts';

interface Listening extends Issuing {
	port: number;
	host: string;
}

export interface IdentityProvider {
	issuer: string;
	stop(): Promise<void>;
}

export async function startIdentityProvider(listening: Listening): Promise<IdentityProvider> {
	const provider = openProvider(listening);
	const answerProtocol = provider.callback();
	const server = createServer((request, response) => {
		answer(request, response).catch((error: Error) => {
			if (error instanceof errors.SessionNotFound) return tell(request, response, 400, 'expired');
			console.error(error.name, error.message);
			tell(request, response, 500, 'fault');
		});
	});

	async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const { pathname } = new URL(request.url ?? '/', listening.issuer);
		if (pathname === '/readyz') return void response.end('ok');
		if (pathname === '/') return tell(request, response, 200, 'home');
		const [, uid, cancelled] = /^\/sign-in\/([\w-]+)(\/cancel)?$/.exec(pathname) ?? [];
		if (uid === undefined) {
			forgetSession(request);
			return void answerProtocol(request, response);
		}

		const { params } = await provider.interactionDetails(request, response);
		const lang = chooseLanguage(params.ui_locales, request.headers['accept-language']);
		const once = { mergeWithLastSubmission: false };
		if (cancelled) {
			return provider.interactionFinished(request, response, { error: 'access_denied' }, once);
		}
		if (request.method !== 'POST') return show(response, 200, loginPage(lang, uid));
		const login = ((await readForm(request)).get('login') ?? '').trim().toLowerCase();
		const person = findPerson(login);
		if (!person) {
			const fault = login === '' ? 'missing' : 'unknown';
			return show(response, 422, loginPage(lang, uid, { login: login.slice(0, 100), fault }));
		}
		const account = {
			accountId: subjectOf(person.login),
			acr: person.assurance,
			amr: person.assurance === 'high' ? ['pin', 'hwk'] : ['pwd'],
			remember: false,
		};
		await provider.interactionFinished(request, response, { login: account }, once);
	}

	/** In a demo one wants to be somebody else each time, so nobody is known from their last sign-in. */
	function forgetSession({ headers }: IncomingMessage): void {
		const { session } = cookieNames(listening.issuer);
		const isSession = (cookie: string) => [session, `${session}.sig`].includes(cookie.split('=')[0]!.trim());
		headers.cookie = headers.cookie
			?.split(';')
			.filter((cookie) => !isSession(cookie))
			.join(';');
	}

	function tell(
		request: IncomingMessage,
		response: ServerResponse,
		status: number,
		what: 'home' | 'expired' | 'fault',
	) {
		const lang = chooseLanguage('', request.headers['accept-language']);
		const words = WORDS[lang];
		show(
			response,
			status,
			messagePage(lang, words[`${what}Title`], words[`${what}Text`], listening.appOrigin),
		);
	}

	function show(response: ServerResponse, status: number, page: string) {
		// After the form, browsers hold the redirects that follow against form-action too.
		const csp = `default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' ${listening.appOrigin}`;
		response.writeHead(status, {
			'content-type': 'text/html; charset=utf-8',
			'cache-control': 'no-store',
			'content-security-policy': csp,
			'x-content-type-options': 'nosniff',
			'referrer-policy': 'no-referrer',
		});
		response.end(page);
	}

	server.listen(listening.port, listening.host);
	await once(server, 'listening');
	return {
		issuer: listening.issuer,
		async stop() {
			server.close();
			server.closeAllConnections();
			await once(server, 'close');
		},
	};
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		size += chunk.length;
		if (size > 10_000) throw new Error('a form that is too large');
		chunks.push(chunk);
	}
	return new URLSearchParams(Buffer.concat(chunks).toString());
}

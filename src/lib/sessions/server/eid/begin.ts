/** The way to the provider: authorization code flow with PKCE (RFC 7636), state and nonce (OpenID Connect Core 3.1.2). */
import * as oidc from 'openid-client';
import { env, type OidcProvider } from '../../../server/env';
import type { Flow } from './flow-cookie';
import { configurationOf } from './provider';

export const CALLBACK = '/sign-in/eid/callback';

/** Seconds. A provider that is asked for one says when it met the person itself (OpenID Connect Core 3.1.2.1). */
const LONGEST_SINCE = 24 * 60 * 60;

/** Somebody at a browser that was left open must not be waved through by a provider that remembers its owner. */
export function isAskedAnew({ purpose }: Pick<Flow, 'purpose'>): boolean {
	return purpose !== 'sign-in';
}

/** @throws when the provider does not answer */
export async function beginEid(
	provider: OidcProvider,
	{ next, purpose, session, lang }: Pick<Flow, 'next' | 'purpose' | 'session'> & { lang: string },
): Promise<{ url: URL; flow: Flow }> {
	const config = await configurationOf(provider);
	const flow: Flow = {
		provider: provider.id,
		state: oidc.randomState(),
		nonce: oidc.randomNonce(),
		verifier: oidc.randomPKCECodeVerifier(),
		next,
		purpose,
		session,
	};
	const url = oidc.buildAuthorizationUrl(config, {
		redirect_uri: env().ORIGIN + CALLBACK,
		scope: provider.scope,
		state: flow.state,
		nonce: flow.nonce,
		code_challenge: await oidc.calculatePKCECodeChallenge(flow.verifier),
		code_challenge_method: 'S256',
		acr_values: provider.acr.join(' '),
		ui_locales: lang,
		...(isAskedAnew(flow) ? { prompt: 'login', max_age: '0' } : { max_age: String(LONGEST_SINCE) }),
	});
	return { url, flow };
}

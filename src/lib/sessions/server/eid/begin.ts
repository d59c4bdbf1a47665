/** The way to the provider: authorization code flow with PKCE (RFC 7636), state and nonce (OpenID Connect Core 3.1.2). */
import * as oidc from 'openid-client';
import { env, type OidcProvider } from '../../../server/env';
import type { Flow } from './flow-cookie';
import { configurationOf } from './provider';

export const CALLBACK = '/sign-in/eid/callback';

/** @throws when the provider does not answer */
export async function beginEid(
	provider: OidcProvider,
	{ next, purpose, lang }: { next: string; purpose: Flow['purpose']; lang: string },
): Promise<{ url: URL; flow: Flow }> {
	const config = await configurationOf(provider);
	const flow: Flow = {
		provider: provider.id,
		state: oidc.randomState(),
		nonce: oidc.randomNonce(),
		verifier: oidc.randomPKCECodeVerifier(),
		next,
		purpose,
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
		...(purpose === 'again' ? { prompt: 'login', max_age: '0' } : {}),
	});
	return { url, flow };
}

/** The eID providers of OIDC_PROVIDERS, discovered when first needed and again every hour, since their keys change. */
import * as oidc from 'openid-client';
import { env, type OidcProvider } from '../../../server/env';

const KEEP_MS = 60 * 60 * 1000;
/** Seconds until a provider that does not answer counts as down: a person is waiting. */
const TIMEOUT = 5;
/** Seconds by which a provider's clock may differ from ours. */
const CLOCK_TOLERANCE = 30;

const discovered = new Map<string, { at: number; config: Promise<oidc.Configuration> }>();

/** @param id absent: the first */
export function findProvider(id?: string | null): OidcProvider | undefined {
	const providers = env().OIDC_PROVIDERS;
	return id ? providers.find((provider) => provider.id === id) : providers[0];
}

/** @throws when the provider does not answer, or answers nonsense */
export function configurationOf(provider: OidcProvider): Promise<oidc.Configuration> {
	const kept = discovered.get(provider.id);
	if (kept && Date.now() - kept.at < KEEP_MS) return kept.config;
	const config = discover(provider);
	discovered.set(provider.id, { at: Date.now(), config });
	config.catch(() => discovered.delete(provider.id));
	return config;
}

function discover({
	issuer,
	clientId,
	clientSecret,
	allowInsecure,
}: OidcProvider): Promise<oidc.Configuration> {
	const metadata = { client_secret: clientSecret, [oidc.clockTolerance]: CLOCK_TOLERANCE };
	return oidc.discovery(new URL(issuer), clientId, metadata, undefined, {
		timeout: TIMEOUT,
		execute: [
			// The id token is kept as evidence of who somebody is, so its signature is checked though TLS brought it.
			oidc.enableNonRepudiationChecks,
			...(allowInsecure ? [oidc.allowInsecureRequests] : []),
		],
	});
}

/**
 * The demo's identity provider: a real OpenID Connect provider (oidc-provider, certified) that believes whatever sample
 * name it is given. Nothing is kept: whoever stops it loses only sign-ins that are under way.
 */
import { generateKeyPairSync } from 'node:crypto';
import Provider, { type Configuration } from 'oidc-provider';
import { CLIENT_ID } from './wiring.ts';
import { CITIZENS, findPerson, STAFF, BARELY_KNOWN, subjectOf } from '../seed/people.ts';

export interface Issuing {
	/** Where the provider is reached, such as http://localhost:3001 */
	issuer: string;
	/** The application that people sign in to. */
	appOrigin: string;
	clientSecret: string;
}

const LOGIN_BY_SUBJECT = new Map(
	[...CITIZENS, ...STAFF, BARELY_KNOWN].map(({ login }) => [subjectOf(login), login]),
);

export function openProvider({ issuer, appOrigin, clientSecret }: Issuing): Provider {
	const configuration: Configuration = {
		clients: [
			{
				client_id: CLIENT_ID,
				client_secret: clientSecret,
				redirect_uris: [`${appOrigin}/sign-in/eid/callback`],
				token_endpoint_auth_method: 'client_secret_post',
			},
		],
		jwks: { keys: [signingKey()] },
		acrValues: ['high', 'low'],
		// In the id token too, so that a client needs no second request.
		claims: { openid: ['sub', 'acr', 'amr', 'auth_time', 'name', 'birthdate', 'document_number'] },
		conformIdTokenClaims: false,
		scopes: ['openid'],
		features: { devInteractions: { enabled: false }, userinfo: { enabled: true } },
		interactions: { url: (_, { uid }) => `/sign-in/${uid}` },
		// Cookies belong to a host, whatever the port: a second demo beside this one needs names of its own.
		cookies: { names: cookieNames(issuer), keys: [clientSecret] },
		ttl: {
			Interaction: 600,
			Session: 600,
			Grant: 600,
			AuthorizationCode: 60,
			AccessToken: 300,
			IdToken: 300,
		},
		// Two tabs of one browser may be signing in at once.
		expiresWithSession: () => false,
		findAccount: (_, subject) => {
			const login = LOGIN_BY_SUBJECT.get(subject);
			const person = login === undefined ? undefined : findPerson(login);
			if (!person) return undefined;
			const { name, birthDate, documentNumber } = person;
			return {
				accountId: subject,
				claims: () => ({ sub: subject, name, birthdate: birthDate, document_number: documentNumber }),
			};
		},
		// The one client is ours, so nobody is asked whether it may know them.
		loadExistingGrant: async ({ oidc }) => {
			const grant = new oidc.provider.Grant({
				clientId: oidc.client!.clientId,
				accountId: oidc.session!.accountId!,
			});
			grant.addOIDCScope('openid');
			await grant.save();
			return grant;
		},
	};
	return new Provider(issuer, configuration);
}

function signingKey() {
	const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
	return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' } as const;
}

export function cookieNames(issuer: string) {
	const { port } = new URL(issuer);
	return { session: `idp${port}`, interaction: `idp${port}_ask`, resume: `idp${port}_resume` };
}

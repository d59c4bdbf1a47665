/** The way back: from the provider's answer to what it proves. Nothing of the token is kept. */
import * as oidc from 'openid-client';
import type { Assurance } from '../../../people/actor';
import { normaliseDocumentNumber } from '../../../people/document-number';
import { digests } from '../../../people/server/identifiers';
import type { Proof } from '../../../people/server/verify-person';
import { env, type OidcProvider } from '../../../server/env';
import { ok, refuse, type Result } from '../../../shared/result';
import { CALLBACK, isAskedAnew } from './begin';
import type { Flow } from './flow-cookie';
import { configurationOf } from './provider';

export type EidRefusal =
	| 'eid-cancelled'
	| 'eid-unavailable'
	| 'eid-answer-refused'
	| 'assurance-too-low'
	| 'no-identity'
	| 'no-number';

export interface EidProof {
	proof: Proof;
	assurance: Assurance;
	/** When the provider met the person; it may have let them through by a session of its own. */
	authenticatedAt: Date;
}

/** @param query of the request that came back; @param flow what was sealed when it left */
export async function completeEid(
	provider: OidcProvider,
	query: string,
	flow: Flow,
): Promise<Result<EidProof, EidRefusal>> {
	// The address that the provider was told, not the one a proxy passed on.
	const answer = new URL(env().ORIGIN + CALLBACK + query);
	const error = answer.searchParams.get('error');
	if (error === 'access_denied') return refuse('eid-cancelled');
	if (error !== null && /unavailable|server_error/.test(error)) return refuse('eid-unavailable');

	let claims: Record<string, unknown>;
	try {
		const config = await configurationOf(provider);
		const tokens = await oidc.authorizationCodeGrant(config, answer, {
			expectedState: flow.state,
			expectedNonce: flow.nonce,
			pkceCodeVerifier: flow.verifier,
			idTokenExpected: true,
			...(isAskedAnew(flow) ? { maxAge: 60 } : {}),
		});
		const idToken = tokens.claims()!;
		claims = { ...(await readUserInfo(config, tokens.access_token, idToken.sub)), ...idToken };
	} catch (thrown) {
		return refuse(isOutage(thrown) ? 'eid-unavailable' : 'eid-answer-refused');
	}
	return readClaims(provider, claims);
}

async function readUserInfo(config: oidc.Configuration, accessToken: string, subject: string) {
	if (!config.serverMetadata().userinfo_endpoint) return {};
	return oidc.fetchUserInfo(config, accessToken, subject);
}

/** Subjects that stand for nobody: a provider that sends one has lost the person. */
const NOBODY = new Set(['', '0', 'null', 'undefined', 'none', 'anonymous', 'unknown']);

function readClaims(provider: OidcProvider, claims: Record<string, unknown>): Result<EidProof, EidRefusal> {
	const text = (name: string) => {
		const value = claims[name];
		return typeof value === 'string' ? value : '';
	};
	const subject = text('sub').trim();
	if (NOBODY.has(subject.toLowerCase()) || subject === provider.clientId) return refuse('no-identity');
	if (!provider.acr.includes(text('acr'))) return refuse('assurance-too-low');

	const number = normaliseDocumentNumber(text(provider.claims.documentNumber));
	if (number === undefined && provider.numberRequired) return refuse('no-number');
	const year = /^(\d{4})(-\d\d-\d\d)?$/.exec(text(provider.claims.birthDate))?.[1];
	const methods = Array.isArray(claims.amr) ? claims.amr : [];
	const isTwoFactor = provider.twoFactor.some((value) => value === claims.acr || methods.includes(value));
	return ok({
		proof: {
			way: 'eid',
			issuer: provider.issuer,
			identifiers: [
				digests().eid(provider.issuer, subject),
				...(number === undefined ? [] : [digests().document(number)]),
			],
			...(year === undefined || year === '0000' ? {} : { birthYear: Number(year) }),
		},
		assurance: isTwoFactor ? 'two-factor' : 'one-factor',
		authenticatedAt: timeOf(claims.auth_time),
	});
}

/** A provider that does not say when vouches for no fresh proof. */
function timeOf(seconds: unknown): Date {
	return new Date(typeof seconds === 'number' ? Math.min(Date.now(), seconds * 1000) : 0);
}

/** Not reached, too slow, or failing by itself; everything else is an answer that we do not believe. */
function isOutage(thrown: unknown): boolean {
	const { cause, status } = thrown as { cause?: unknown; status?: number };
	if ((status ?? (cause instanceof Response ? cause.status : 0)) >= 500) return true;
	const { name, code } = thrown as { name?: string; code?: string };
	if (name === 'TimeoutError' || name === 'AbortError' || code === 'OAUTH_TIMEOUT') return true;
	return thrown instanceof TypeError && /fetch/i.test(thrown.message);
}

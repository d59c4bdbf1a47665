/**
 * Passkeys (WebAuthn level 3). The authenticator itself asks for a finger, a face or a PIN, so one passkey is two
 * factors. It is found by its own id, so signing in asks for no name and tells nobody who exists.
 */
import { createHmac } from 'node:crypto';
import {
	generateAuthenticationOptions,
	generateRegistrationOptions,
	verifyAuthenticationResponse,
	verifyRegistrationResponse,
	type AuthenticationResponseJSON,
	type AuthenticatorTransport,
	type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { z } from 'zod';
import { derivedKey } from '../../../server/derive-key';
import { env } from '../../../server/env';
import type { Db, Trx } from '../../../server/db/client';
import { log } from '../../../server/log';

export interface NewPasskey {
	id: string;
	publicKey: Buffer;
	counter: number;
	transports: string[];
}

const TRANSPORTS = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'];

/** An answer of the browser has a few thousand characters; what is in it, the library checks. */
const answerSchema = z.looseObject({ id: z.string().min(1).max(1_400), response: z.looseObject({}) });

function parse(text: string): z.infer<typeof answerSchema> | undefined {
	if (text.length > 20_000) return undefined;
	try {
		return answerSchema.safeParse(JSON.parse(text)).data;
	} catch {
		return undefined;
	}
}

function relyingParty() {
	const { origin, hostname } = new URL(env().ORIGIN);
	return { origin, rpID: hostname };
}

/** What the browser needs to make one. @param existing ids that the person has already */
export function registrationOptions(challenge: string, login: string, existing: readonly string[]) {
	const { rpID } = relyingParty();
	return generateRegistrationOptions({
		rpName: 'Hỏi Dân',
		rpID,
		userName: login,
		userDisplayName: login,
		// The same for one login, so that an authenticator replaces its own older passkey. Says nothing to others.
		userID: new Uint8Array(createHmac('sha256', derivedKey('passkey-user')).update(login).digest()),
		challenge: new Uint8Array(Buffer.from(challenge, 'base64url')),
		attestationType: 'none',
		authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
		excludeCredentials: existing.map((id) => ({ id })),
	});
}

/** What the browser needs to use one. @param own absent: whichever the person chooses */
export function authenticationOptions(challenge: string, own: readonly string[] = []) {
	return generateAuthenticationOptions({
		rpID: relyingParty().rpID,
		challenge: new Uint8Array(Buffer.from(challenge, 'base64url')),
		userVerification: 'required',
		allowCredentials: own.map((id) => ({ id })),
	});
}

/** @returns undefined: no answer to this challenge, from another site, or made without finger, face or PIN */
export async function checkNewPasskey(text: string, challenge: string): Promise<NewPasskey | undefined> {
	const answer = parse(text);
	if (!answer) return undefined;
	const { origin, rpID } = relyingParty();
	try {
		const { verified, registrationInfo } = await verifyRegistrationResponse({
			response: answer as unknown as RegistrationResponseJSON,
			expectedChallenge: challenge,
			expectedOrigin: origin,
			expectedRPID: rpID,
			requireUserVerification: true,
		});
		if (!verified) return undefined;
		const { id, publicKey, counter, transports } = registrationInfo.credential;
		return {
			id,
			publicKey: Buffer.from(publicKey),
			counter,
			transports: (transports ?? []).filter((name) => TRANSPORTS.includes(name)),
		};
	} catch (error) {
		return refused(error);
	}
}

/** Whose passkey answered the challenge. @returns undefined: nobody's, or not as it must be */
export async function checkPasskey(
	db: Db,
	text: string,
	challenge: string,
): Promise<{ personId: string; passkeyId: string } | undefined> {
	const answer = parse(text);
	if (!answer) return undefined;
	const known = await db
		.selectFrom('passkey')
		.select(['id', 'personId', 'publicKey', 'counter', 'transports'])
		.where('id', '=', answer.id)
		.executeTakeFirst();
	if (!known) return undefined;
	const { origin, rpID } = relyingParty();
	try {
		const { verified, authenticationInfo } = await verifyAuthenticationResponse({
			response: answer as unknown as AuthenticationResponseJSON,
			expectedChallenge: challenge,
			expectedOrigin: origin,
			expectedRPID: rpID,
			requireUserVerification: true,
			credential: {
				id: known.id,
				publicKey: new Uint8Array(known.publicKey),
				counter: Number(known.counter),
				transports: known.transports as AuthenticatorTransport[],
			},
		});
		if (!verified) return undefined;
		// A counter that another sign-in has raised meanwhile stays: a copied authenticator would lag behind it.
		await db
			.updateTable('passkey')
			.set((eb) => ({
				counter: eb.fn<number>('greatest', ['counter', eb.val(authenticationInfo.newCounter)]),
				lastUsedAt: new Date(),
			}))
			.where('id', '=', known.id)
			.execute();
		return { personId: known.personId, passkeyId: known.id };
	} catch (error) {
		return refused(error);
	}
}

/** The library throws for whatever an answer can lack; none of it is a fault of ours. */
function refused(error: unknown): undefined {
	log.info({ name: (error as Error).name }, 'passkey refused');
	return undefined;
}

export async function insertPasskey(trx: Trx, personId: string, passkey: NewPasskey, label: string) {
	await trx
		.insertInto('passkey')
		.values({ ...passkey, personId, label })
		.execute();
}

export function listPasskeys(db: Db | Trx, personId: string) {
	return db
		.selectFrom('passkey')
		.select(['id', 'label', 'createdAt', 'lastUsedAt'])
		.where('personId', '=', personId)
		.orderBy('createdAt')
		.execute();
}

/** Proofs of work that replace a captcha: no picture, no third party, just a second or two of the sender's computing. */
import { createHash } from 'node:crypto';
import { createChallenge, randomInt, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { z } from 'zod';
import { db, type Db } from './db/client';
import { derivedKey } from './derive-key';

const LIFETIME_MS = 5 * 60 * 1000;

/**
 * The answer is a counter between 1 and TRIES, each try one PBKDF2 of ROUNDS: 375,000 rounds on average, about 1 s on
 * a phone that does 375,000 a second, 2 s at worst. Starting at 1 leaves no stretch that an attacker could skip.
 * Making a challenge costs us one try (about 2 ms, in a thread of its own), checking one only signatures.
 */
const TRIES = 150;
const ROUNDS = 5_000;

const proofSchema = z.object({
	challenge: z.object({
		// Signed as a whole, so whatever is in it is ours or is refused.
		parameters: z.looseObject({
			algorithm: z.string(),
			nonce: z.string(),
			salt: z.string(),
			cost: z.number(),
			keyLength: z.number(),
			keyPrefix: z.string(),
			keySignature: z.string(),
			expiresAt: z.number(),
		}),
		signature: z.string(),
	}),
	solution: z.object({ counter: z.number(), derivedKey: z.string() }),
});

/** Gives JSON that `solveChallenge` in the browser turns into a proof, for five minutes from `now`. */
export function createProofChallenge(now = new Date()): Promise<unknown> {
	return createChallenge({
		algorithm: 'PBKDF2/SHA-256',
		cost: ROUNDS,
		counter: randomInt(TRIES),
		deriveKey,
		expiresAt: new Date(now.getTime() + LIFETIME_MS),
		...secrets(),
	});
}

/** Whether it is a solution of an unexpired challenge of ours that was not used before; using it is part of asking. */
export async function verifyProof(text: string, database: Db = db()): Promise<boolean> {
	const proof = parse(text);
	if (!proof) return false;
	const { challenge, solution } = proof;
	const { verified } = await verifySolution({
		challenge,
		solution: { ...solution, time: 0 },
		deriveKey,
		...secrets(),
	});
	if (!verified) return false;
	return useOnce(database, challenge.signature, new Date(challenge.parameters.expiresAt * 1000));
}

/** Whether this is the first use of what may be used once; the primary key decides between two at once. */
export async function useOnce(database: Db, text: string, expiresAt: Date): Promise<boolean> {
	const { numInsertedOrUpdatedRows } = await database
		.insertInto('usedChallenge')
		.values({ digest: createHash('sha256').update(text).digest(), expiresAt })
		.onConflict((conflict) => conflict.column('digest').doNothing())
		.executeTakeFirstOrThrow();
	return numInsertedOrUpdatedRows === 1n;
}

function secrets() {
	return {
		hmacSignatureSecret: derivedKey('challenge').toString('base64url'),
		hmacKeySignatureSecret: derivedKey('challenge-solution').toString('base64url'),
	};
}

function parse(text: string) {
	// An honest proof has about 600 characters.
	if (text.length > 4_000) return undefined;
	try {
		return proofSchema.safeParse(JSON.parse(text)).data;
	} catch {
		return undefined;
	}
}

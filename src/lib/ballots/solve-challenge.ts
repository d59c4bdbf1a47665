/**
 * Solves a proof of work in the browser. Import it dynamically: few people ever need it. It runs in the page itself,
 * where WebCrypto computes in threads of its own, because a worker from a blob: URL would need a hole in the CSP.
 */
import { solveChallenge as solve } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import type { Challenge } from 'altcha-lib/types';

/**
 * @param challenge as the server gave it, parsed
 * @returns the text to send along
 * @throws when it takes longer than a minute and a half, or without WebCrypto (plain http from elsewhere)
 */
export async function solveChallenge(challenge: unknown): Promise<string> {
	const { parameters, signature } = challenge as Challenge;
	const solution = await solve({ challenge: { parameters, signature }, deriveKey });
	if (!solution) throw new Error('the challenge took too long');
	return JSON.stringify({ challenge: { parameters, signature }, solution });
}

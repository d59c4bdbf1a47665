/**
 * What must survive the trip to the provider and back: sealed in a cookie of this browser alone, for ten minutes, one
 * for each attempt, so that two tabs may sign in at once. An answer that comes to another browser finds none.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { Cookies } from '@sveltejs/kit';
import { z } from 'zod';
import { derivedKey } from '../../../server/derive-key';
import { env } from '../../../server/env';

const MINUTES = 10;

const flowSchema = z.object({
	provider: z.string(),
	state: z.string(),
	nonce: z.string(),
	verifier: z.string(),
	next: z.string(),
	/** `again`: the person who is signed in proves it anew. `attach`: adds this way to their account. */
	purpose: z.enum(['sign-in', 'again', 'attach']),
	until: z.number(),
});

export type Flow = Omit<z.infer<typeof flowSchema>, 'until'>;

export function keepFlow(cookies: Cookies, flow: Flow): void {
	const sealed = seal(JSON.stringify({ ...flow, until: Date.now() + MINUTES * 60_000 }));
	cookies.set(nameOf(flow.state), sealed, options());
}

/** Takes the flow that belongs to the answer, so that the same answer can't come twice. */
export function takeFlow(cookies: Cookies, state: string | null): Flow | undefined {
	if (!state) return undefined;
	const sealed = cookies.get(nameOf(state));
	if (sealed === undefined) return undefined;
	cookies.delete(nameOf(state), options());
	const flow = open(sealed);
	return flow && flow.state === state && flow.until > Date.now() ? flow : undefined;
}

function nameOf(state: string): string {
	const short = createHash('sha256').update(state).digest('base64url').slice(0, 10);
	return `${env().ORIGIN.startsWith('https:') ? '__Host-' : ''}eid-${short}`;
}

function options() {
	const secure = env().ORIGIN.startsWith('https:');
	return { path: '/', httpOnly: true, secure, sameSite: 'lax', maxAge: MINUTES * 60 } as const;
}

function seal(text: string): string {
	const nonce = randomBytes(12);
	const cipher = createCipheriv('aes-256-gcm', derivedKey('eid-flow'), nonce);
	const sealed = Buffer.concat([cipher.update(text), cipher.final()]);
	return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}

function open(text: string) {
	try {
		const bytes = Buffer.from(text, 'base64url');
		const decipher = createDecipheriv('aes-256-gcm', derivedKey('eid-flow'), bytes.subarray(0, 12));
		decipher.setAuthTag(bytes.subarray(12, 28));
		const opened = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString();
		return flowSchema.safeParse(JSON.parse(opened)).data;
	} catch {
		return undefined; // not ours, or altered
	}
}

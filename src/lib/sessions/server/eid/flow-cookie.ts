/**
 * What must survive the trip to the provider and back: sealed in a cookie of this browser alone, for ten minutes, one
 * for each attempt, so that two tabs may sign in at once. An answer that comes to another browser finds none.
 */
import { createHash } from 'node:crypto';
import type { Cookies } from '@sveltejs/kit';
import { z } from 'zod';
import { derivedKey } from '../../../server/derive-key';
import { env } from '../../../server/env';
import { seal, unseal } from '../../../server/seal';

const MINUTES = 10;

const flowSchema = z.object({
	provider: z.string(),
	state: z.string(),
	nonce: z.string(),
	verifier: z.string(),
	next: z.string(),
	/** `again`: the person who is signed in proves it anew. `attach`: adds this way to their account. */
	purpose: z.enum(['sign-in', 'again', 'attach']),
	/** Id of the session in which it began; the answer to `attach` counts in that one alone. */
	session: z.string().optional(),
	until: z.number(),
});

type KeptFlow = z.infer<typeof flowSchema>;
export type Flow = Omit<KeptFlow, 'until'>;

export function keepFlow(cookies: Cookies, flow: Flow): void {
	const text = JSON.stringify({ ...flow, until: Date.now() + MINUTES * 60_000 });
	const sealed = seal(Buffer.from(text), derivedKey('eid-flow'), '').toString('base64url');
	cookies.set(nameOf(flow.state), sealed, options());
}

/** Takes the flow that belongs to the answer. A browser may keep the cookie all the same, so `state` is used once, too. */
export function takeFlow(cookies: Cookies, state: string | null): KeptFlow | undefined {
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

function open(text: string) {
	try {
		const opened = unseal(Buffer.from(text, 'base64url'), derivedKey('eid-flow'), '').toString();
		return flowSchema.safeParse(JSON.parse(opened)).data;
	} catch {
		return undefined; // not ours, or altered
	}
}

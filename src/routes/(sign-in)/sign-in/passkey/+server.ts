/** The first half of a passkey ceremony: what the browser needs, and the challenge in a sealed cookie. */
import { z } from 'zod';
import { findInvitation } from '$lib/people/server/invite-staff';
import { db } from '$lib/server/db/client';
import { problem } from '$lib/server/problem';
import { take } from '$lib/server/rate-limit';
import { readJson } from '$lib/server/read-json';
import { beginCeremony } from '$lib/sessions/server/staff/ceremony-cookie';
import { findStaffLogin } from '$lib/sessions/server/staff/factors';
import {
	authenticationOptions,
	listPasskeys,
	registrationOptions,
} from '$lib/sessions/server/staff/passkeys';
import type { RequestHandler } from './$types';

/** Ceremonies a minute and address. */
const CEREMONIES = 120;

const wishSchema = z.discriminatedUnion('purpose', [
	z.object({ purpose: z.enum(['sign-in', 'again', 'add']) }),
	z.object({ purpose: z.literal('enrol'), token: z.string().max(100) }),
]);

export const POST: RequestHandler = async ({ request, cookies, locals, getClientAddress }) => {
	const { verdict, retryAfter } = await take({
		purpose: 'passkey',
		ip: getClientAddress(),
		free: CEREMONIES,
		hard: CEREMONIES,
	});
	if (verdict !== 'free') {
		return problem(429, 'slow-down', 'Too many tries.', { headers: { 'retry-after': String(retryAfter) } });
	}
	const body = await readJson(request, 1_000);
	const wish = body.ok ? wishSchema.safeParse(body.value).data : undefined;
	if (!wish) return problem(422, 'invalid-wish', 'This asks for no ceremony that there is.');
	const { actor } = locals;
	const keep = () => beginCeremony(cookies, wish.purpose);
	const own = async () => (actor ? (await listPasskeys(db(), actor.personId)).map(({ id }) => id) : []);

	switch (wish.purpose) {
		case 'sign-in':
			return answer(await authenticationOptions(keep()));
		case 'again':
			if (!actor) return problem(401, 'sign-in-required', 'Sign in first.');
			return answer(await authenticationOptions(keep(), await own()));
		case 'add': {
			const login = actor && (await findStaffLogin(db(), actor.personId));
			if (!login) return problem(403, 'not-allowed', 'Passkeys are for staff.');
			return answer(await registrationOptions(keep(), login, await own()));
		}
		case 'enrol': {
			const invitation = await findInvitation(db(), wish.token);
			if (!invitation) return problem(410, 'invitation-gone', 'This invitation is used or over.');
			return answer(await registrationOptions(keep(), invitation.login, []));
		}
	}
};

function answer(options: object): Response {
	return new Response(JSON.stringify(options), {
		headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
	});
}

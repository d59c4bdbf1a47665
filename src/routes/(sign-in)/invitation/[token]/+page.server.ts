import { fail } from '@sveltejs/kit';
import { displayNameSchema } from '$lib/people/display-name.schema';
import { findInvitation } from '$lib/people/server/invite-staff';
import { db } from '$lib/server/db/client';
import { wayOn } from '$lib/sessions/guards';
import { setSessionCookie } from '$lib/sessions/server/session-cookie';
import { startSession } from '$lib/sessions/server/start-session';
import { takeChallenge } from '$lib/sessions/server/staff/ceremony-cookie';
import {
	enrolWithPasskey,
	enrolWithPassword,
	invitationOccasion,
	type Enrolled,
} from '$lib/sessions/server/staff/enrol';
import { BUSY_RETRY_AFTER } from '$lib/sessions/server/staff/password';
import { checkNewPasskey } from '$lib/sessions/server/staff/passkeys';
import { describeSecret, offerSecret } from '$lib/sessions/server/staff/totp';
import { formText } from '$lib/shared/form-text';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ params, locals, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	const invitation = await findInvitation(db(), params.token);
	if (!invitation) return { invitation: undefined };
	const { login, role, personId, displayName, isCitizens } = invitation;
	const isOwn = locals.actor?.verified === true && locals.actor.personId === personId;
	if (isCitizens && !isOwn)
		return { invitation: undefined, signInAt: wayOn('sign-in-required', `/invitation/${params.token}`) };
	return {
		invitation: { login, role, renews: personId !== null && !isCitizens, displayName: displayName ?? '' },
		app: describeSecret(offerSecret(invitationOccasion(params.token)), login),
	};
};

async function welcome({ cookies, locals, request }: RequestEvent, enrolled: Enrolled, way: string) {
	const token = await startSession(db(), {
		personId: enrolled.personId,
		assurance: 'two-factor',
		way,
		replaces: locals.actor?.sessionId,
		userAgent: request.headers.get('user-agent'),
	});
	setSessionCookie(cookies, token);
	return { codes: enrolled.codes };
}

export const actions: Actions = {
	passkey: async (event) => {
		const form = await event.request.formData();
		const typed = formText(form, 'displayName', 200);
		const displayName = displayNameSchema.safeParse(typed).data;
		if (displayName === undefined) return fail(400, { problem: 'no-name' as const, displayName: typed });
		const challenge = await takeChallenge(db(), event.cookies, 'enrol');
		const passkey = challenge && (await checkNewPasskey(formText(form, 'answer', 20_000), challenge));
		if (!passkey) return fail(400, { problem: 'passkey-refused' as const, displayName });
		const { token } = event.params;
		const enrolled = await enrolWithPasskey(db(), {
			token,
			displayName,
			visitor: event.locals.actor,
			passkey,
			label: '',
		});
		if (!enrolled.ok) return fail(409, { problem: enrolled.reason, displayName });
		return welcome(event, enrolled.value, 'passkey');
	},
	password: async (event) => {
		const form = await event.request.formData();
		const typed = formText(form, 'displayName', 200);
		const displayName = displayNameSchema.safeParse(typed).data;
		if (displayName === undefined) return fail(400, { problem: 'no-name' as const, displayName: typed });
		const enrolled = await enrolWithPassword(db(), {
			token: event.params.token,
			displayName,
			visitor: event.locals.actor,
			password: formText(form, 'password', 600),
			code: formText(form, 'code', 40),
		});
		if (enrolled.ok) return welcome(event, enrolled.value, 'password+totp');
		if (enrolled.reason === 'busy') event.setHeaders({ 'retry-after': String(BUSY_RETRY_AFTER) });
		return fail(enrolled.reason === 'busy' ? 503 : 400, { problem: enrolled.reason, displayName });
	},
};

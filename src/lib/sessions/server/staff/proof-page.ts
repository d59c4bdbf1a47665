/** What the pages share on which staff prove who they are: signing in, the second factor, and once more. */
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { db } from '../../../server/db/client';
import { formText } from '../../../shared/form-text';
import { localPath } from '../../guards';
import { setSessionCookie } from '../session-cookie';
import { findStaffLogin, readSessionWay } from './factors';
import {
	proveByCode,
	proveByPassword,
	proveByPasskey,
	proveByRecoveryCode,
	type Proven,
} from './prove-staff';
import { signInStaff } from './sign-in-staff';

/** One longer than anybody's password may be is wrong without being hashed. */
const LONGEST = 600;

/** @param again whoever is signed in proves it anew, and their login is known */
export async function answerPassword(event: RequestEvent, { again }: { again: boolean }) {
	const form = await event.request.formData();
	const { actor } = event.locals;
	const login = again
		? ((actor && (await findStaffLogin(db(), actor.personId))) ?? '')
		: formText(form, 'login', LONGEST);
	const tried = await proveByPassword(db(), {
		login,
		password: formText(form, 'password', LONGEST),
		code: formText(form, 'code', LONGEST),
		ip: event.getClientAddress(),
	});
	if (!tried.ok) return refuseTry(event, tried, formText(form, 'login', LONGEST));
	return enter(event, tried.value, { again });
}

/** The second factor of a session that was opened with one. */
export async function answerCode(event: RequestEvent) {
	const { actor } = event.locals;
	if (!actor) redirect(303, '/sign-in');
	const form = await event.request.formData();
	const tried = await proveByCode(db(), {
		personId: actor.personId,
		way: await readSessionWay(db(), actor.sessionId),
		code: formText(form, 'code', LONGEST),
		ip: event.getClientAddress(),
	});
	if (!tried.ok) return refuseTry(event, tried, '');
	return enter(event, tried.value, { again: true });
}

/** The passkey is lost: the code opens the page on which to make another, and nothing else. */
export async function answerRecoveryCode(event: RequestEvent) {
	const form = await event.request.formData();
	const login = formText(form, 'login', LONGEST);
	const tried = await proveByRecoveryCode(db(), {
		login,
		code: formText(form, 'code', LONGEST),
		ip: event.getClientAddress(),
	});
	if (!tried.ok) return refuseTry(event, tried, login);
	return enter(event, tried.value, { again: false, next: '/account/security' });
}

export async function answerPasskey(event: RequestEvent, { again }: { again: boolean }) {
	const form = await event.request.formData();
	const proven = await proveByPasskey(db(), event.cookies, {
		answer: formText(form, 'answer', 20_000),
		purpose: again ? 'again' : 'sign-in',
	});
	if (!proven.ok) return fail(400, { problem: proven.reason, retryAfter: 0, login: '' });
	return enter(event, proven.value, { again });
}

function refuseTry(
	event: RequestEvent,
	{ reason, retryAfter }: { reason: 'wrong' | 'busy' | 'slow-down'; retryAfter: number },
	login: string,
) {
	if (retryAfter > 0) event.setHeaders({ 'retry-after': String(retryAfter) });
	const status = { wrong: 400, busy: 503, 'slow-down': 429 }[reason];
	return fail(status, { problem: reason, retryAfter, login });
}

async function enter(
	event: RequestEvent,
	proven: Proven,
	{ again, next }: { again: boolean; next?: string },
) {
	const signedIn = await signInStaff(db(), {
		proven,
		current: event.locals.actor,
		again,
		userAgent: event.request.headers.get('user-agent'),
	});
	if (!signedIn.ok) return fail(403, { problem: signedIn.reason, retryAfter: 0, login: '' });
	setSessionCookie(event.cookies, signedIn.value);
	redirect(303, next ?? localPath(event.url.searchParams.get('next')));
}

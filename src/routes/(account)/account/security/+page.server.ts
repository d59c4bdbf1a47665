import { error, fail, redirect } from '@sveltejs/kit';
import { displayNameSchema } from '$lib/people/display-name.schema';
import { db } from '$lib/server/db/client';
import { takeChallenge } from '$lib/sessions/server/staff/ceremony-cookie';
import {
	addPasskey,
	mayChange,
	removePasskey,
	removePassword,
	renewCodes,
	securityOccasion,
	setPassword,
	type FactorRefusal,
} from '$lib/sessions/server/staff/change-factors';
import { readFactors } from '$lib/sessions/server/staff/factors';
import { checkNewPasskey, listPasskeys } from '$lib/sessions/server/staff/passkeys';
import { BUSY_RETRY_AFTER } from '$lib/sessions/server/staff/password';
import { describeSecret, offerSecret } from '$lib/sessions/server/staff/totp';
import { formText } from '$lib/shared/form-text';
import type { Result } from '$lib/shared/result';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const HERE = '/account/security';
/** Most characters of what a passkey answers. */
const ANSWER = 20_000;

export const load: PageServerLoad = async ({ locals, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	const actor = locals.actor!;
	const [{ login, password, recoveryCodes }, passkeys, may] = await Promise.all([
		readFactors(db(), actor.personId),
		listPasskeys(db(), actor.personId),
		mayChange(db(), actor, new Date()),
	]);
	if (login === undefined) return { account: undefined };
	const mayAdd = may === 'all' || may === 'add';
	return {
		account: { login, password, recoveryCodes, passkeys, may },
		// Only in the hands of whoever has just proved who they are.
		app: mayAdd ? describeSecret(offerSecret(securityOccasion(actor)), login) : undefined,
	};
};

/** What a change says when it was made, or why it was not. */
function say<T, Reason extends string, Done extends string>(
	event: RequestEvent,
	result: Result<T, Reason>,
	done: Done,
) {
	if (result.ok) return { done, codes: Array.isArray(result.value) ? (result.value as string[]) : undefined };
	const { reason } = result;
	if (reason === 'step-up-required') redirect(303, `/sign-in/again?next=${HERE}`);
	if (reason === 'second-factor-required') redirect(303, `/sign-in/second-factor?next=${HERE}`);
	if (reason === 'no-account') error(403, 'Only staff has factors here.');
	if (reason === 'busy') event.setHeaders({ 'retry-after': String(BUSY_RETRY_AFTER) });
	return fail(reason === 'busy' ? 503 : 400, { problem: reason as Exclude<Reason, FactorRefusal> });
}

export const actions: Actions = {
	'add-passkey': async (event) => {
		const form = await event.request.formData();
		const challenge = await takeChallenge(db(), event.cookies, 'add');
		const passkey = challenge && (await checkNewPasskey(formText(form, 'answer', ANSWER), challenge));
		if (!passkey) return fail(400, { problem: 'passkey-refused' as const });
		const label = displayNameSchema.safeParse(formText(form, 'label', 200)).data ?? '';
		return say(event, await addPasskey(db(), event.locals.actor!, { passkey, label }), 'passkey-added');
	},
	'remove-passkey': async (event) => {
		const id = formText(await event.request.formData(), 'id');
		return say(event, await removePasskey(db(), event.locals.actor!, { id }), 'passkey-removed');
	},
	'set-password': async (event) => {
		const form = await event.request.formData();
		const wish = { password: formText(form, 'password', 600), code: formText(form, 'code', 40) };
		return say(event, await setPassword(db(), event.locals.actor!, wish), 'password-set');
	},
	'remove-password': async (event) =>
		say(event, await removePassword(db(), event.locals.actor!), 'password-removed'),
	'renew-codes': async (event) => say(event, await renewCodes(db(), event.locals.actor!), 'codes-renewed'),
};

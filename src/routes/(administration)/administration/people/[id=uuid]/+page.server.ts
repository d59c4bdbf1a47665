import { error, fail } from '@sveltejs/kit';
import { can, isWithin, type Denial } from '$lib/people/can';
import { areasWithin, listAreas } from '$lib/people/server/areas';
import { grantRole, revokeRole } from '$lib/people/server/change-roles';
import { renewStaff } from '$lib/people/server/invite-staff';
import { findPerson } from '$lib/people/server/reads';
import { readScope } from '$lib/people/server/scope';
import { renewalSchema, roleSchema } from '$lib/people/staff.schema';
import { db } from '$lib/server/db/client';
import { env } from '$lib/server/env';
import { disablePerson, enablePerson, endSessionsFor } from '$lib/sessions/server/bar-person';
import { deniedOn } from '$lib/sessions/server/denied-page';
import type { PersonDone, PersonProblem } from '$lib/sessions/person-words';
import type { Result } from '$lib/shared/result';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ params, locals, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	const scope = await readScope(db(), locals.actor!, 'people.read');
	const [person, areas] = await Promise.all([
		findPerson(db(), scope, params.id),
		listAreas(db(), locals.lang),
	]);
	if (!person) error(404);
	return {
		person,
		areas,
		choices: areasWithin(areas, scope),
		everywhere: scope === null,
		/** Not of somebody who also lives or acts elsewhere. */
		isWhollyTheirs: isWithin(person, scope),
		isSelf: person.id === locals.actor!.personId,
		mustConfirm: can(locals.actor, 'people.manage', { now: new Date() }) === 'step-up-required',
	};
};

const DENIALS: readonly string[] = [
	'sign-in-required',
	'not-allowed',
	'second-factor-required',
	'step-up-required',
] satisfies Denial[];

function say({ params }: RequestEvent, result: Result<unknown, Denial | PersonProblem>, done: PersonDone) {
	if (result.ok) return { done };
	if (DENIALS.includes(result.reason)) {
		deniedOn(`/administration/people/${params.id}`, result.reason as Denial);
	}
	return fail(409, { problem: result.reason as PersonProblem });
}

async function role(event: RequestEvent) {
	return roleSchema.safeParse(Object.fromEntries(await event.request.formData())).data;
}

export const actions: Actions = {
	grant: async (event) => {
		const wish = await role(event);
		if (!wish) return fail(400, { problem: 'no-such-person-or-area' as const });
		const change = { ...wish, personId: event.params.id };
		return say(event, await grantRole(db(), event.locals.actor!, change), 'granted');
	},
	revoke: async (event) => {
		const wish = await role(event);
		if (!wish) return fail(400, { problem: 'no-such-person-or-area' as const });
		const change = { ...wish, personId: event.params.id };
		return say(event, await revokeRole(db(), event.locals.actor!, change), 'revoked');
	},
	'end-sessions': async (event) =>
		say(
			event,
			await endSessionsFor(db(), event.locals.actor!, { personId: event.params.id }),
			'sessions-ended',
		),
	disable: async (event) =>
		say(event, await disablePerson(db(), event.locals.actor!, { personId: event.params.id }), 'disabled'),
	enable: async (event) =>
		say(event, await enablePerson(db(), event.locals.actor!, { personId: event.params.id }), 'enabled'),
	renew: async (event) => {
		const wish = renewalSchema.safeParse(Object.fromEntries(await event.request.formData()));
		if (!wish.success) return fail(400, { problem: 'login' as const });
		const renewal = { personId: event.params.id, login: wish.data.login };
		const renewed = await renewStaff(db(), event.locals.actor!, renewal);
		if (renewed.ok) return { link: `${env().ORIGIN}/invitation/${renewed.value}` };
		const { reason } = renewed;
		return say(
			event,
			{ ok: false, reason: reason === 'no-such-area' ? 'no-such-person' : reason },
			'granted',
		);
	},
};

import { fail } from '@sveltejs/kit';
import { listParticipation } from '$lib/ballots/server/participation';
import { KEY_DAYS_AFTER_CLOSING } from '$lib/ballots/server/voter-key';
import { isStaff } from '$lib/people/actor';
import { displayNameSchema, type NameFault } from '$lib/people/display-name.schema';
import { namePerson } from '$lib/people/server/name-person';
import { readOwnRecord } from '$lib/people/server/own-record-reads';
import { db } from '$lib/server/db/client';
import { env } from '$lib/server/env';
import { endOwnOtherSessions, endOwnSession } from '$lib/sessions/server/end-own-sessions';
import { listOwnSessions } from '$lib/sessions/server/reads';
import { formText } from '$lib/shared/form-text';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	const actor = locals.actor!;
	const [record, sessions, participation] = await Promise.all([
		readOwnRecord(db(), actor.personId, locals.lang),
		listOwnSessions(db(), actor, new Date()),
		listParticipation(db(), { personId: actor.personId, lang: locals.lang }),
	]);
	const providers = env().OIDC_PROVIDERS.map(({ id, issuer, name }) => ({
		id,
		issuer,
		name: name[locals.lang],
	}));
	const nameOf = (issuer: string) => providers.find((provider) => provider.issuer === issuer)?.name ?? issuer;
	return {
		displayName: actor.displayName,
		isStaff: isStaff(actor),
		area: record.area,
		birthYear: record.birthYear,
		ways: record.ways.map(({ issuer, ...way }) => ({ ...way, provider: nameOf(issuer) })),
		providers: providers.map(({ id, name }) => ({ id, name })),
		sessions,
		participation,
		keyDays: KEY_DAYS_AFTER_CLOSING,
	};
};

export const actions: Actions = {
	rename: async ({ request, locals }) => {
		const typed = formText(await request.formData(), 'name', 500);
		const name = displayNameSchema.safeParse(typed);
		if (!name.success) {
			const fault = name.error.issues[0]!.message as NameFault;
			return fail(422, { fault, typed });
		}
		await rename(locals, name.data);
		return { done: 'named' as const };
	},
	removeName: async ({ locals }) => {
		await rename(locals, null);
		return { done: 'unnamed' as const };
	},
	endSession: async ({ request, locals }) => {
		await endOwnSession(db(), locals.actor!, formText(await request.formData(), 'session'));
		return { done: 'ended' as const };
	},
	endOthers: async ({ locals }) => {
		await endOwnOtherSessions(db(), locals.actor!);
		return { done: 'ended-others' as const };
	},
};

/** The page that answers shows the new name already. */
async function rename(locals: App.Locals, name: string | null): Promise<void> {
	await namePerson(db(), locals.actor!.personId, name);
	locals.actor = { ...locals.actor!, displayName: name };
}

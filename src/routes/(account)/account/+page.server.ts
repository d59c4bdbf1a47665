import { fail } from '@sveltejs/kit';
import { listOwnParticipation } from '$lib/ballots/server/participation';
import { KEY_DAYS_AFTER_CLOSING } from '$lib/ballots/server/voter-key';
import { FIRST_AFTER_HOURS, FIRST_HOUR } from '$lib/moderation/mail-wish';
import { deskWishSchema, mailWishSchema } from '$lib/moderation/mail-wish.schema';
import {
	chooseDeskMail,
	chooseNoticeMail,
	findDeskWish,
	findMailWish,
} from '$lib/moderation/server/mail/wishes';
import { isStaff } from '$lib/people/actor';
import { displayNameSchema, type NameFault } from '$lib/people/display-name.schema';
import { can } from '$lib/people/can';
import { contactEmail } from '$lib/people/server/contact/contact';
import { namePerson } from '$lib/people/server/name-person';
import { readOwnRecord } from '$lib/people/server/own-record-reads';
import { db } from '$lib/server/db/client';
import { env } from '$lib/server/env';
import { canSendMail } from '$lib/server/mail/transport';
import { endOwnOtherSessions, endOwnSession } from '$lib/sessions/server/end-own-sessions';
import { listOwnSessions } from '$lib/sessions/server/reads';
import { formText } from '$lib/shared/form-text';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	const actor = locals.actor!;
	const [record, sessions, participation, email, wish, deskWish] = await Promise.all([
		readOwnRecord(db(), actor.personId, locals.lang),
		listOwnSessions(db(), actor, new Date()),
		listOwnParticipation(db(), { actor, lang: locals.lang }),
		contactEmail.readConfirmed(actor.personId),
		findMailWish(db(), actor.personId),
		findDeskWish(db(), actor.personId),
	]);
	const noWish = { rhythm: 'off' as const, hour: FIRST_HOUR, lang: locals.lang };
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
		mail: {
			email: email ?? null,
			canSend: canSendMail(),
			wish: wish ?? noWish,
			/** Null: not somebody who tends the desk. */
			desk:
				can(actor, 'comment.moderate', { now: new Date() }) === 'yes'
					? (deskWish ?? { ...noWish, afterHours: FIRST_AFTER_HOURS })
					: null,
		},
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
	mail: async ({ request, locals }) => {
		const wish = mailWishSchema.safeParse(Object.fromEntries(await request.formData()));
		if (!wish.success) return fail(422, { mailFault: true as const });
		const chosen = await chooseNoticeMail(db(), locals.actor!.personId, wish.data);
		if (!chosen.ok) return fail(409, { mailFault: true as const });
		return { done: wish.data.rhythm === 'off' ? ('mail-off' as const) : ('mail' as const) };
	},
	deskMail: async ({ request, locals }) => {
		const wish = deskWishSchema.safeParse(Object.fromEntries(await request.formData()));
		if (!wish.success) return fail(422, { mailFault: true as const });
		const chosen = await chooseDeskMail(db(), locals.actor!, wish.data);
		if (!chosen.ok) return fail(409, { mailFault: true as const });
		return { done: wish.data.rhythm === 'off' ? ('mail-off' as const) : ('mail' as const) };
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

import { redirect } from '@sveltejs/kit';
import { listOwnParticipation } from '$lib/ballots/server/participation';
import { listOwnReactions, listOwnWritings } from '$lib/comments/server/own-reads';
import { findMailWish } from '$lib/moderation/server/mail/wishes';
import { listOwnAudit } from '$lib/people/server/audit-reads';
import { contactEmail } from '$lib/people/server/contact/contact';
import { readOwnRecord } from '$lib/people/server/own-record-reads';
import { audit } from '$lib/server/audit/append';
import { db } from '$lib/server/db/client';
import { wayOn } from '$lib/sessions/guards';
import { confirmOwner } from '$lib/sessions/server/confirm-owner';
import { listOwnSessions } from '$lib/sessions/server/reads';
import { readFactors } from '$lib/sessions/server/staff/factors';
import { listPasskeys } from '$lib/sessions/server/staff/passkeys';
import type { RequestHandler } from './$types';

/** Nobody does that much. */
const MOST_LOG_ENTRIES = 10_000;

/** Everything that is kept about the person who asks, and about nobody else; nothing that opens or identifies. */
export const GET: RequestHandler = async ({ locals: { actor, lang } }) => {
	const { personId, displayName, grants } = actor!;
	const now = new Date();
	const confirmed = await confirmOwner(db(), actor!, now);
	if (!confirmed.ok) redirect(303, wayOn(confirmed.reason, '/account')!);
	const [
		record,
		confirmedEmail,
		pendingEmail,
		sessions,
		participation,
		log,
		factors,
		passkeys,
		comments,
		reactions,
		mailWish,
	] = await Promise.all([
		readOwnRecord(db(), personId, lang),
		contactEmail.readConfirmed(personId),
		contactEmail.readPending(actor!),
		listOwnSessions(db(), actor!, now),
		listOwnParticipation(db(), { actor: actor!, lang }),
		listOwnAudit(db(), personId, MOST_LOG_ENTRIES),
		readFactors(db(), personId),
		listPasskeys(db(), personId),
		listOwnWritings(db(), personId),
		listOwnReactions(db(), personId),
		findMailWish(db(), personId),
	]);
	await audit(db(), { actorId: personId, action: 'account.export' });
	const data = {
		exportedAt: now,
		person: { id: personId, displayName, ...record },
		contact: {
			email: confirmedEmail ?? null,
			unconfirmedEmail: pendingEmail ?? null,
			notices: mailWish ?? null,
		},
		roles: grants,
		staff:
			factors.login === undefined
				? null
				: { ...factors, passkeys: passkeys.map(({ id: _, ...passkey }) => passkey) },
		// The id is half of what opens a session, so it stays here.
		sessions: sessions.map(({ id: _, ...session }) => session),
		// Null: told to nobody who has not come as the citizen.
		participation: participation?.map(({ lang: _, ...poll }) => poll) ?? null,
		comments,
		reactions,
		log,
	};
	return new Response(`${JSON.stringify(data, null, '\t')}\n`, {
		headers: {
			'content-type': 'application/json; charset=utf-8',
			'content-disposition': 'attachment; filename="hoi-dan.json"',
			'cache-control': 'private, no-store',
		},
	});
};

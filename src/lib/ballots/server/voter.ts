/** Who answers: a verified citizen as the person they are, everybody else as their browser. */
import type { Cookies } from '@sveltejs/kit';
import type { Actor } from '../../people/actor';
import { listAreaPath } from '../../people/server/areas';
import { isEligible } from '../../polls/eligibility';
import type { Poll } from '../../polls/poll';
import { db } from '../../server/db/client';
import { readDevice } from '../../server/device';
import type { Voter } from './voter-key';

export interface Visitor {
	actor: Actor | undefined;
	cookies: Cookies;
}

/** @returns undefined for a browser that has no id yet */
export function findVoter({ actor, cookies }: Visitor): Voter | undefined {
	if (actor?.verified) return { class: 'verified', id: actor.personId };
	return findBrowserVoter({ cookies });
}

export function findBrowserVoter({ cookies }: Pick<Visitor, 'cookies'>): Voter | undefined {
	const device = readDevice(cookies);
	return device === undefined ? undefined : { class: 'unverified', id: device };
}

/** Why a poll's level or criteria keep somebody from voting; null when they don't. */
export async function refusalByLevel(
	poll: Poll,
	actor: Actor | undefined,
): Promise<'sign-in-required' | 'not-eligible' | null> {
	if (poll.level === 'open') return null;
	if (!actor?.verified) return 'sign-in-required';
	const areas = poll.eligibility.area === null ? [] : await listAreaPath(db(), actor.area);
	const resident = { areas, birthYear: actor.birthYear };
	return isEligible(poll.eligibility, resident, poll.opensAt) ? null : 'not-eligible';
}

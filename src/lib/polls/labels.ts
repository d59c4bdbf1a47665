/** A poll's properties in words. */
import { m } from '$lib/i18n/paraglide/messages';
import type { Level, Poll, ResultPolicy, Status, VoterClass } from './poll';

export function levelLabel(level: Level): string {
	return { open: m.level_open, citizens: m.level_citizens, secret: m.level_secret }[level]();
}

/** The level where a status stands beside it: "open" and "closed" of one poll would make nobody wiser. */
export function levelWho(level: Level): string {
	return { open: m.level_open_who, citizens: m.level_citizens_who, secret: m.level_secret_who }[level]();
}

export function levelText(level: Level): string {
	return { open: m.level_open_text, citizens: m.level_citizens_text, secret: m.level_secret_text }[level]();
}

export function policyText(policy: ResultPolicy): string {
	const texts = {
		live: m.policy_live,
		'after-vote': m.policy_after_vote,
		'after-close': m.policy_after_close,
	};
	return texts[policy]();
}

export function statusLabel(status: Status): string {
	const labels = {
		draft: m.status_draft,
		scheduled: m.status_scheduled,
		open: m.status_open,
		closed: m.status_closed,
	};
	return labels[status]();
}

export function classLabel(voters: VoterClass): string {
	return voters === 'verified' ? m.class_verified() : m.class_unverified();
}

export function classText(voters: VoterClass): string {
	return voters === 'verified' ? m.class_verified_text() : m.class_unverified_text();
}

/** Who may vote, in a sentence; empty where everybody may. */
export function eligibilityText({ areaName, minAge, maxAge }: Poll['eligibility']): string {
	const where = areaName === null ? '' : m.eligible_area({ area: areaName });
	if (minAge !== null && maxAge !== null)
		return [where, m.eligible_ages({ min: minAge, max: maxAge })].join(' ').trim();
	if (minAge !== null) return [where, m.eligible_from({ min: minAge })].join(' ').trim();
	if (maxAge !== null) return [where, m.eligible_up_to({ max: maxAge })].join(' ').trim();
	return where;
}

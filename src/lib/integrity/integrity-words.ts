/** The invariants as a person would say them. */
import { m } from '../i18n/paraglide/messages';
import type { Invariant } from './integrity';

export function invariantWords(invariant: Invariant): { name: string; how: string } {
	switch (invariant) {
		case 'one-vote-per-voter':
			return { name: m.invariant_one_vote(), how: m.invariant_one_vote_how() };
		case 'votes-fit-their-poll':
			return { name: m.invariant_fit(), how: m.invariant_fit_how() };
		case 'votes-of-known-citizens':
			return { name: m.invariant_known(), how: m.invariant_known_how() };
		case 'tallies-are-recounts':
			return { name: m.invariant_tallies(), how: m.invariant_tallies_how() };
		case 'turnout-is-a-recount':
			return { name: m.invariant_turnout(), how: m.invariant_turnout_how() };
		case 'strata-add-up-to-votes':
			return { name: m.invariant_strata(), how: m.invariant_strata_how() };
		case 'comments-are-recounts':
			return { name: m.invariant_comments(), how: m.invariant_comments_how() };
		case 'audit-chain-whole':
			return { name: m.invariant_audit(), how: m.invariant_audit_how() };
	}
}

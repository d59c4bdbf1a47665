/** Why an answer was not counted, said so that the reader knows what to do next. */
import { m } from '$lib/i18n/paraglide/messages';

const FINAL = new Set([
	'poll-closed',
	'poll-not-open',
	'no-more-changes',
	'sign-in-required',
	'not-eligible',
	'not-found',
]);

/** Sending the same once more would not help. */
export function isFinalReason(reason: string): boolean {
	return FINAL.has(reason);
}

export function reasonText(reason: string, retryAfter?: number): string {
	switch (reason) {
		case 'network':
			return m.reason_network();
		case 'invalid-choices':
			return m.reason_invalid_choices();
		case 'poll-closed':
			return m.reason_poll_closed();
		case 'poll-not-open':
			return m.reason_poll_not_open();
		case 'no-more-changes':
			return m.reason_no_more_changes();
		case 'sign-in-required':
			return m.reason_sign_in_required();
		case 'not-eligible':
			return m.reason_not_eligible();
		case 'slow-down':
			return m.reason_slow_down({ seconds: Math.max(1, Math.ceil(retryAfter ?? 60)) });
		case 'busy':
			return m.reason_busy();
		case 'not-found':
			return m.reason_not_found();
		case 'other-too-long':
			return m.reason_other_too_long();
		case 'no-cookies':
			return m.embed_no_cookies();
		case 'bad-challenge':
			return m.reason_bad_challenge();
		default:
			return m.reason_unknown();
	}
}

import type { AnswerRefusal } from './receive-answer';

/** HTTP statuses of the public contract. */
export function statusOf(reason: AnswerRefusal): number {
	switch (reason) {
		case 'not-found':
			return 404;
		case 'sign-in-required':
			return 401;
		case 'not-eligible':
		case 'poll-not-open':
			return 403;
		case 'no-more-changes':
			return 409;
		case 'poll-closed':
			return 410;
		case 'invalid-choices':
		case 'other-too-long':
		case 'bad-challenge':
			return 422;
		case 'slow-down':
			return 429;
		case 'busy':
			return 503;
	}
}

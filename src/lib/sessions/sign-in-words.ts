/** What a problem of signing in means for a person, and what to do next. */
import { m } from '../i18n/paraglide/messages';
import type { SignInProblem } from './sign-in-problem';

export function signInProblemWords(problem: SignInProblem): string {
	switch (problem) {
		case 'eid-cancelled':
			return m.sign_in_problem_cancelled();
		case 'eid-expired':
			return m.sign_in_problem_expired();
		case 'eid-unavailable':
			return m.sign_in_problem_unavailable();
		case 'eid-answer-refused':
			return m.sign_in_problem_answer_refused();
		case 'assurance-too-low':
			return m.sign_in_problem_too_low();
		case 'no-identity':
		case 'nothing-proved':
			return m.sign_in_problem_no_identity();
		case 'no-number':
			return m.sign_in_problem_no_number();
		case 'no-provider':
			return m.sign_in_problem_no_provider();
		case 'identity-clash':
			return m.sign_in_problem_clash();
		case 'account-disabled':
			return m.sign_in_problem_disabled();
		case 'another-person':
			return m.sign_in_problem_another_person();
		case 'slow-down':
			return m.sign_in_problem_slow_down();
		case 'tried-today':
			return m.sign_in_problem_tried_today();
		case 'no-match':
			return m.sign_in_problem_no_match();
		case 'letter-refused':
			return m.sign_in_problem_letter_refused();
		case 'letter-expired':
			return m.sign_in_problem_letter_expired();
		case 'letter-used':
			return m.sign_in_problem_letter_used();
		case 'letter-tries':
			return m.sign_in_problem_letter_tries();
		case 'way-closed':
			return m.sign_in_problem_no_provider();
	}
}

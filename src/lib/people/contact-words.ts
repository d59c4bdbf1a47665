/** What went wrong with an e-mail address or its code, and what to do next. */
import { m } from '../i18n/paraglide/messages';

const PROBLEMS = {
	'email-malformed': m.email_problem_malformed,
	'no-mail': m.email_problem_no_mail,
	'slow-down': m.email_problem_slow_down,
	'code-malformed': m.email_problem_code_malformed,
	'code-wrong': m.email_problem_code_wrong,
	'code-over': m.email_problem_code_over,
	'code-tries': m.email_problem_code_tries,
};

export function contactProblemWords(problem: keyof typeof PROBLEMS): string {
	return PROBLEMS[problem]();
}

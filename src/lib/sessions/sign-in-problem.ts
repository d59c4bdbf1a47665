/** Why signing in did not work, as the address of the sign-in page carries it. */
export const SIGN_IN_PROBLEMS = [
	'eid-cancelled',
	'eid-expired',
	'eid-unavailable',
	'eid-answer-refused',
	'assurance-too-low',
	'no-identity',
	'no-number',
	'no-provider',
	'identity-clash',
	'account-disabled',
	'nothing-proved',
	'another-person',
	'slow-down',
	'tried-today',
	'no-match',
	'way-closed',
	'letter-refused',
	'letter-expired',
	'letter-used',
	'letter-tries',
] as const;

export type SignInProblem = (typeof SIGN_IN_PROBLEMS)[number];

export function signInPath(next: string, problem?: SignInProblem): string {
	const query = new URLSearchParams();
	if (next !== '/') query.set('next', next);
	if (problem) query.set('problem', problem);
	const text = query.toString();
	return text ? `/sign-in?${text}` : '/sign-in';
}

export function signInProblem(text: string | null): SignInProblem | undefined {
	return SIGN_IN_PROBLEMS.find((problem) => problem === text);
}

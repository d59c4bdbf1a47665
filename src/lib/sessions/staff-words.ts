/** What a refusal means for somebody of the staff, and what to do next. */
import { m } from '../i18n/paraglide/messages';
import type { Role } from '../people/actor';
import { PASSWORD_MIN, type PasswordFault } from './password-rules';

export function roleName(role: Role): string {
	switch (role) {
		case 'moderator':
			return m.role_moderator();
		case 'official':
			return m.role_official();
		case 'editor':
			return m.role_editor();
		case 'administrator':
			return m.role_administrator();
	}
}

export type ProofProblem =
	'wrong' | 'busy' | 'slow-down' | 'passkey-refused' | 'account-disabled' | 'another-person';

export function proofProblemWords(problem: ProofProblem, retryAfter: number): string {
	switch (problem) {
		case 'wrong':
			return m.proof_wrong();
		case 'busy':
			return m.proof_busy();
		case 'slow-down':
			return m.proof_slow_down({ minutes: Math.max(1, Math.ceil(retryAfter / 60)) });
		case 'passkey-refused':
			return m.proof_passkey_refused();
		case 'account-disabled':
			return m.sign_in_problem_disabled();
		case 'another-person':
			return m.sign_in_problem_another_person();
	}
}

export function passwordFaultWords(fault: PasswordFault): string {
	switch (fault) {
		case 'too-short':
			return m.password_too_short({ count: PASSWORD_MIN });
		case 'too-long':
			return m.password_too_long();
		case 'guessable':
			return m.password_guessable();
	}
}

export type FactorDone =
	'passkey-added' | 'passkey-removed' | 'password-set' | 'password-removed' | 'codes-renewed';

export function factorDoneWords(done: FactorDone): string {
	switch (done) {
		case 'passkey-added':
			return m.security_done_passkey_added();
		case 'passkey-removed':
			return m.security_done_passkey_removed();
		case 'password-set':
			return m.security_done_password_set();
		case 'password-removed':
			return m.security_done_password_removed();
		case 'codes-renewed':
			return m.security_done_codes();
	}
}

export type FactorProblem =
	| PasswordFault
	| 'wrong-code'
	| 'busy'
	| 'passkey-refused'
	| 'known-already'
	| 'last-way'
	| 'no-such-passkey';

export function factorProblemWords(problem: FactorProblem): string {
	switch (problem) {
		case 'too-short':
		case 'too-long':
		case 'guessable':
			return passwordFaultWords(problem);
		case 'wrong-code':
			return m.app_code_wrong();
		case 'busy':
			return m.proof_busy();
		case 'passkey-refused':
			return m.passkey_failed();
		case 'known-already':
			return m.passkey_known_already();
		case 'last-way':
			return m.security_last_way();
		case 'no-such-passkey':
			return m.security_no_such_passkey();
	}
}

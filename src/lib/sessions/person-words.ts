/** What became of an administrator's act on a person. */
import { m } from '../i18n/paraglide/messages';

export type PersonDone = 'granted' | 'revoked' | 'sessions-ended' | 'disabled' | 'enabled';

export function personDoneWords(done: PersonDone): string {
	switch (done) {
		case 'granted':
			return m.person_done_granted();
		case 'revoked':
			return m.person_done_revoked();
		case 'sessions-ended':
			return m.person_done_sessions();
		case 'disabled':
			return m.person_done_disabled();
		case 'enabled':
			return m.person_done_enabled();
	}
}

export type PersonProblem =
	'yourself' | 'last-administrator' | 'no-such-person-or-area' | 'no-such-person' | 'login-taken' | 'login';

export function personProblemWords(problem: PersonProblem): string {
	switch (problem) {
		case 'yourself':
			return m.person_yourself();
		case 'last-administrator':
			return m.person_last_administrator();
		case 'no-such-person-or-area':
		case 'no-such-person':
			return m.person_gone();
		case 'login-taken':
			return m.invite_login_taken();
		case 'login':
			return m.invite_login_wrong();
	}
}

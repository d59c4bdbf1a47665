/** Entries of the audit log in words; an action that has none yet is shown as it is written. */
import { m } from '../i18n/paraglide/messages';

const WORDS: Record<string, () => string> = {
	'session.start': m.audit_session_start,
	'sign-in.refuse': m.audit_sign_in_refuse,
	'roll.import': m.audit_roll_import,
	'letters.mint': m.audit_letters_mint,
	'case.settle': m.audit_case_settle,
	'audit.export': m.audit_audit_export,
};

export function auditWords(action: string): string {
	return WORDS[action]?.() ?? action;
}

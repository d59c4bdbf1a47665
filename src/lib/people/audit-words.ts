/** Entries of the audit log in words; an action that has none yet is shown as it is written. */
import { m } from '../i18n/paraglide/messages';

const WORDS: Record<string, () => string> = {
	'session.start': m.audit_session_start,
	'session.end': m.audit_session_end,
	'session.end-others': m.audit_session_end_others,
	'sign-in.refuse': m.audit_sign_in_refuse,
	'roll.import': m.audit_roll_import,
	'letters.mint': m.audit_letters_mint,
	'case.settle': m.audit_case_settle,
	'invitation.create': m.audit_invitation_create,
	'invitation.renew': m.audit_invitation_renew,
	'invitation.withdraw': m.audit_invitation_withdraw,
	'staff.enrol': m.audit_staff_enrol,
	'factor.add-passkey': m.audit_factor_add_passkey,
	'factor.remove-passkey': m.audit_factor_remove_passkey,
	'factor.set-password': m.audit_factor_set_password,
	'factor.remove-password': m.audit_factor_remove_password,
	'factor.renew-codes': m.audit_factor_renew_codes,
	'role.grant': m.audit_role_grant,
	'role.revoke': m.audit_role_revoke,
	'person.disable': m.audit_person_disable,
	'person.enable': m.audit_person_enable,
	'session.end-all': m.audit_session_end_all,
	'screening.change': m.audit_screening_change,
	'sanction.impose': m.audit_sanction_impose,
	'sanction.lift': m.audit_sanction_lift,
	'audit.export': m.audit_audit_export,
	'account.export': m.account_audit_export,
	'account.delete': m.account_audit_delete,
};

export function auditWords(action: string): string {
	return WORDS[action]?.() ?? action;
}

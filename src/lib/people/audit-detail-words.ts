/** What an entry of the audit log notes beside its action, in words; what has none is shown as it is written. */
import { m } from '../i18n/paraglide/messages';

const NAMES: Record<string, () => string> = {
	way: m.audit_detail_way,
	assurance: m.audit_detail_assurance,
	reason: m.audit_detail_reason,
	role: m.audit_detail_role,
	area: m.audit_detail_area,
	lines: m.audit_detail_lines,
	added: m.audit_detail_added,
	changed: m.audit_detail_changed,
	unchanged: m.audit_detail_unchanged,
	missing: m.audit_detail_missing,
	letters: m.audit_detail_letters,
	ended: m.audit_detail_ended,
	renewed: m.audit_detail_renewed,
};

const VALUES: Record<string, Record<string, () => string>> = {
	way: {
		eid: m.proved_by_eid,
		roll: m.proved_by_roll,
		letter: m.proved_by_letter,
		passkey: m.proved_by_passkey,
		password: m.proved_by_password,
		totp: m.proved_by_totp,
		code: m.proved_by_totp,
		'recovery-code': m.proved_by_recovery_code,
	},
	assurance: { 'one-factor': m.audit_detail_one_factor, 'two-factor': m.audit_detail_two_factor },
	role: {
		moderator: m.role_moderator,
		official: m.role_official,
		editor: m.role_editor,
		administrator: m.role_administrator,
	},
	reason: {
		wrong: m.audit_reason_wrong,
		'no-match': m.audit_reason_no_match,
		'identity-clash': m.audit_reason_clash,
		'account-disabled': m.audit_reason_disabled,
		'another-person': m.audit_reason_another_person,
		'eid-answer-refused': m.audit_reason_answer_refused,
		'assurance-too-low': m.audit_reason_too_low,
		'no-identity': m.audit_reason_no_identity,
		'no-number': m.audit_reason_no_number,
		'letter-refused': m.audit_reason_letter_refused,
		'letter-expired': m.audit_reason_letter_expired,
		'letter-used': m.audit_reason_letter_used,
		'letter-tries': m.audit_reason_letter_tries,
	},
};

export function auditDetail(name: string, value: unknown): { name: string; value: string } {
	return { name: NAMES[name]?.() ?? name, value: valueWords(name, value) };
}

function valueWords(name: string, value: unknown): string {
	if (value === null) return name === 'area' ? m.role_everywhere() : m.audit_detail_none();
	if (typeof value === 'boolean') return value ? m.audit_detail_yes() : m.audit_detail_no();
	if (Array.isArray(value)) return value.map((one) => valueWords(name, one)).join(', ');
	// A way has parts such as `password+totp`.
	return String(value)
		.split('+')
		.map((part) => VALUES[name]?.[part]?.() ?? part)
		.join(' + ');
}

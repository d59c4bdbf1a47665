/** By what somebody proved who they are, in words. */
import { m } from '../i18n/paraglide/messages';

const WORDS: Record<string, () => string> = {
	eid: m.proved_by_eid,
	roll: m.proved_by_roll,
	letter: m.proved_by_letter,
	passkey: m.proved_by_passkey,
	password: m.proved_by_password,
	totp: m.proved_by_totp,
	'recovery-code': m.proved_by_recovery_code,
};

/** @param way a session's or a verification's, of parts such as `password+totp`; a part without words is shown as it is written */
export function wayWords(way: string): string {
	return way
		.split('+')
		.map((part) => WORDS[part]?.() ?? part)
		.join(' + ');
}

/** By what somebody proved who they are, in words. */
import { m } from '../i18n/paraglide/messages';

const WORDS: Record<string, () => string> = {
	eid: m.proved_by_eid,
	roll: m.proved_by_roll,
	letter: m.proved_by_letter,
	passkey: m.proved_by_passkey,
	password: m.proved_by_password,
	invitation: m.proved_by_invitation,
};

/** @param way a session's or a verification's; one that has no words yet is shown as it is written */
export function wayWords(way: string): string {
	return WORDS[way]?.() ?? way;
}

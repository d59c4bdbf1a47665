/** By what somebody proved who they are, in words. */
import { m } from '../i18n/paraglide/messages';

const WORDS: Record<string, () => string> = {
	eid: m.way_eid,
	roll: m.way_roll,
	letter: m.way_letter,
	passkey: m.way_passkey,
	password: m.way_password,
	invitation: m.way_invitation,
};

/** @param way a session's or a verification's; one that has no words yet is shown as it is written */
export function wayWords(way: string): string {
	return WORDS[way]?.() ?? way;
}

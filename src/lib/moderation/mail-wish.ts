/** What somebody wants by e-mail: notices about their own, and for moderators what waits. Nothing, unless they say so. */
import type { RejectReason } from './moderation';

export type MailList = 'notices' | 'desk';

export const RHYTHMS = ['off', 'at-once', 'daily'] as const;
export type Rhythm = (typeof RHYTHMS)[number];

export interface MailWish {
	rhythm: Rhythm;
	/** Of the daily one, in Vietnam. */
	hour: number;
	lang: 'vi' | 'en';
}
export const FIRST_HOUR = 7;

/** One notice, as a mail tells it: never what others wrote, nor who reported. */
export interface MailedNotice {
	kind: string;
	at: Date;
	/** What the comment stands under. */
	title: string | null;
	/** Why a comment was refused, and the decider's own words to its author. */
	reason: RejectReason | null;
	note: string;
	sanction: { reason: string; endsAt: Date | null } | null;
	url: string;
}

export interface NoticeLetter {
	lang: 'vi' | 'en';
	rhythm: Rhythm;
	notices: MailedNotice[];
	/** Others that there is no room for. */
	more: number;
	/** Where all notices are read, where the wish is changed, and where one click ends it. */
	noticesUrl: string;
	wishUrl: string;
	unsubscribeUrl: string;
}

export interface Written {
	subject: string;
	text: string;
	html: string;
}

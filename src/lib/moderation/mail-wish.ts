/** What somebody wants by e-mail: notices about their own, and for moderators what waits. Nothing, unless they say so. */
import type { RejectReason } from './moderation';
import type { QueueCounts } from './queue';

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

/** What moderators want to be told of the desk; at once: when something waits longer than so many hours. */
export interface DeskWish extends MailWish {
	afterHours: number;
}
export const AFTER_HOURS = [1, 2, 4, 8, 12, 24, 48, 72] as const;
export const FIRST_AFTER_HOURS = 24;

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

export interface DeskLetter {
	lang: 'vi' | 'en';
	rhythm: Exclude<Rhythm, 'off'>;
	afterHours: number;
	counts: QueueCounts;
	/** What has waited longest: where it stands, and for how many seconds. */
	longest: { title: string; waited: number; url: string }[];
	deskUrl: string;
	wishUrl: string;
	unsubscribeUrl: string;
}

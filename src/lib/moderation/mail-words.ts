/** What mails say, in the language that is being spoken. */
import { m } from '../i18n/paraglide/messages';
import { letterAsHtml, letterAsText, quoted, type Block } from '../shared/letter';
import { dateTime } from '../ui/format';
import { countWords, noticeWords, queueWords, reasonWords, ruleWords, waitWords } from './desk-words';
import type { DeskLetter, MailedNotice, NoticeLetter, Rhythm, Written } from './mail-wish';

const RHYTHM_WORDS: Record<Rhythm, () => string> = {
	off: m.notices_mail_off,
	'at-once': m.notices_mail_at_once,
	daily: m.notices_mail_daily,
};
export const rhythmWords = (rhythm: Rhythm, isDesk: boolean): string =>
	isDesk && rhythm === 'at-once' ? m.notices_mail_desk_at_once() : RHYTHM_WORDS[rhythm]();

export function rhythmHint(rhythm: Rhythm): string | undefined {
	if (rhythm === 'off') return undefined;
	return rhythm === 'daily' ? m.notices_mail_daily_hint() : m.notices_mail_at_once_hint();
}

export const afterHoursWords = (count: number): string => m.moderation_wait_hours({ count });

export function writeNoticeLetter(letter: NoticeLetter): Written {
	const { lang, rhythm, notices, more } = letter;
	const count = notices.length + more;
	const subject =
		count === 1 ? noticeWords(notices[0]!.kind) : m.notices_mail_subject({ count: String(count) });
	const blocks: Block[] = [
		...notices.flatMap(tellNotice),
		...(more > 0 ? [{ link: m.notices_mail_more({ count: more }), href: letter.noticesUrl }] : []),
		{ rule: true },
		{ text: rhythm === 'daily' ? m.notices_mail_why_daily() : m.notices_mail_why_at_once() },
		{ link: m.notices_mail_change(), href: letter.wishUrl },
		{ link: m.notices_mail_end(), href: letter.unsubscribeUrl },
	];
	return {
		subject: m.notices_mail_subject_of({ subject }),
		text: letterAsText(blocks),
		html: letterAsHtml(blocks, { lang, title: subject }),
	};
}

function tellNotice({ kind, at, title, reason, note, sanction, url }: MailedNotice): Block[] {
	const when = dateTime(at);
	const isReply = kind === 'replied' || kind === 'answered';
	return [
		{ heading: noticeWords(kind) },
		{ text: title === null ? when : m.notices_mail_place({ title: quoted(title), when }) },
		...(reason === null ? [] : [{ text: `${reasonWords(reason)}. ${ruleWords(reason)}` }]),
		...(note === '' ? [] : [{ text: m.notices_mail_note() }, { quote: note }]),
		...(sanction === null ? [] : [{ text: m.notices_mail_reason() }, { quote: sanction.reason }]),
		...(sanction?.endsAt ? [{ text: m.sanction_until({ when: dateTime(sanction.endsAt) }) }] : []),
		{
			link: isReply
				? m.notices_mail_read_reply()
				: kind === 'rejected'
					? m.notices_mail_read_rejected()
					: m.notices_mail_read(),
			href: url,
		},
	];
}

export function writeDeskLetter(letter: DeskLetter): Written {
	const { lang, rhythm, counts, longest } = letter;
	const subject = m.notices_mail_desk_subject({ count: countWords(counts.waiting) });
	const queues = (['waiting', 'reported', 'appeals'] as const).map(
		(queue) => `${queueWords(queue)}: ${countWords(counts[queue])}`,
	);
	const blocks: Block[] = [
		{ heading: subject },
		{ text: queues.join('\n') },
		{ link: m.notices_mail_desk_open(), href: letter.deskUrl },
		...(longest.length > 0 ? [{ heading: m.notices_mail_desk_longest() }] : []),
		...longest.map(({ title, waited, url }) => ({
			link: `${waitWords(waited)}: ${quoted(title)}`,
			href: url,
		})),
		{ rule: true },
		{
			text:
				rhythm === 'daily'
					? m.notices_mail_desk_why_daily()
					: m.notices_mail_desk_why_at_once({ hours: String(letter.afterHours) }),
		},
		{ link: m.notices_mail_change(), href: letter.wishUrl },
		{ link: m.notices_mail_end(), href: letter.unsubscribeUrl },
	];
	return {
		subject: m.notices_mail_subject_of({ subject }),
		text: letterAsText(blocks),
		html: letterAsHtml(blocks, { lang, title: subject }),
	};
}

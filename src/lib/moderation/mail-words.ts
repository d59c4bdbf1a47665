/** What mails say, in the language that is being spoken. */
import { m } from '../i18n/paraglide/messages';
import { letterAsHtml, letterAsText, quoted, type Block } from '../shared/letter';
import { dateTime } from '../ui/format';
import { noticeWords, reasonWords, ruleWords } from './desk-words';
import type { MailedNotice, NoticeLetter, Rhythm, Written } from './mail-wish';

export const RHYTHM_WORDS: Record<Rhythm, () => string> = {
	off: m.notices_mail_off,
	'at-once': m.notices_mail_at_once,
	daily: m.notices_mail_daily,
};

export function writeNoticeLetter(letter: NoticeLetter): Written {
	const { lang, rhythm, notices, more } = letter;
	const count = notices.length + more;
	const subject =
		count === 1 ? noticeWords(notices[0]!.kind) : m.notices_mail_subject({ count: String(count) });
	const blocks: Block[] = [
		...notices.flatMap(tellNotice),
		...(more > 0 ? [{ link: m.notices_mail_more({ count: String(more) }), href: letter.noticesUrl }] : []),
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

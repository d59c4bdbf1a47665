/** The editors' settings of a thread, on the pages of the topic or poll that it belongs to. */
import { fail, type RequestEvent } from '@sveltejs/kit';
import type { Denial } from '../../people/can';
import { db } from '../../server/db/client';
import { formText } from '../../shared/form-text';
import { formatVietnamTime } from '../../shared/vietnam-time';
import type { ThreadMode } from '../comment';
import { threadSettingsSchema } from '../thread-settings.schema';
import { setThread } from './set-thread';
import { findThreadSettings, type ThreadSubject } from './threads';

type Which = { kind: ThreadSubject['kind']; id: string };

export interface ThreadForm {
	mode: ThreadMode;
	/** As `datetime-local` has it, in Vietnam; '' for none. */
	closesAt: string;
	areaCode: string;
}

export async function loadThreadForm(which: Which): Promise<ThreadForm> {
	const thread = await findThreadSettings(db(), which);
	return {
		mode: thread?.mode ?? 'before',
		closesAt: thread?.closesAt ? formatVietnamTime(thread.closesAt) : '',
		areaCode: thread?.areaCode ?? '',
	};
}

export type ThreadFault = 'no-time' | 'in-the-past' | 'changed-meanwhile' | 'no-such-area';

/** @param deny what the page does when a verb denies */
export async function threadAction(event: RequestEvent, which: Which, deny: (denial: Denial) => never) {
	const form = await event.request.formData();
	const typed = (name: string) => ({
		mode: formText(form, `${name}mode`) as ThreadMode,
		closesAt: formText(form, `${name}closesAt`, 40),
		areaCode: formText(form, `${name}areaCode`, 40),
	});
	const thread = typed('');
	const [settings, seen] = [thread, typed('seen.')].map((one) => threadSettingsSchema.safeParse(one));
	const refused = (threadFault: ThreadFault) =>
		fail(threadFault === 'no-time' ? 422 : 409, { thread, threadFault });
	if (!settings?.success) return refused('no-time');
	if (!seen?.success) return refused('changed-meanwhile');
	const set = await setThread(db(), event.locals.actor!, {
		...which,
		settings: settings.data,
		seen: seen.data,
	});
	if (set.ok) return { threadSet: true };
	switch (set.reason) {
		case 'in-the-past':
		case 'changed-meanwhile':
		case 'no-such-area':
			return refused(set.reason);
		case 'not-found':
			return refused('changed-meanwhile');
		default:
			deny(set.reason);
	}
}

import { roomTitle } from '$lib/people/room-words';
import { listStaffRooms } from '$lib/people/staff-rooms';
import { countUnread } from '$lib/moderation/server/own-reads';
import { db } from '$lib/server/db/client';
import { env } from '$lib/server/env';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals: { lang, theme, actor }, url }) => ({
	lang,
	theme,
	demo: env().DEMO,
	path: url.pathname + url.search,
	account: actor
		? {
				name: actor.displayName,
				rooms: listStaffRooms(actor, new Date()).map(({ name, path }) => ({ path, title: roomTitle(name) })),
				unread: await countUnread(db(), actor.personId),
			}
		: null,
});

import { listStaffRooms } from '$lib/people/staff-rooms';
import { env } from '$lib/server/env';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals: { lang, theme, actor }, url }) => ({
	lang,
	theme,
	demo: env().DEMO,
	path: url.pathname + url.search,
	account: actor ? { name: actor.displayName, rooms: listStaffRooms(actor, new Date()) } : null,
});

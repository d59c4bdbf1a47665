import { redirect } from '@sveltejs/kit';
import { listStaffRooms } from '$lib/people/staff-rooms';
import type { RequestHandler } from './$types';

/** The first room of the administration that opens to whoever comes. */
export const GET: RequestHandler = ({ locals }) => {
	const rooms = listStaffRooms(locals.actor, new Date());
	const first = rooms.find(({ path }) => path.startsWith('/administration/'));
	redirect(307, first?.path ?? '/');
};

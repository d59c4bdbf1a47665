import { redirect } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** The address of a topic's opinion groups, shortened. */
export const GET: RequestHandler = () => redirect(307, '/dashboard/groups');

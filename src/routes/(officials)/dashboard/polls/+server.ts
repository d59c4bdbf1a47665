import { redirect } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** The address of a poll there, shortened. */
export const GET: RequestHandler = () => redirect(307, '/dashboard');

import { redirect } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** The address of a person's file, shortened: people are met by what they wrote. */
export const GET: RequestHandler = () => redirect(307, '/moderation');

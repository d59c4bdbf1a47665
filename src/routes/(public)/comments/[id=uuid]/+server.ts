/** The permanent address of a comment leads to where it stands. */
import { error, redirect } from '@sveltejs/kit';
import { findPlace } from '$lib/comments/server/reads';
import { pathOf } from '$lib/comments/server/threads';
import { db } from '$lib/server/db/client';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ params }) => {
	const place = await findPlace(db(), params.id);
	if (!place) error(404);
	redirect(302, `${pathOf(place)}?comment=${params.id}#c-${params.id}`);
};

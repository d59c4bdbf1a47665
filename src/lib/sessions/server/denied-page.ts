import { error, redirect } from '@sveltejs/kit';
import type { Denial } from '../../people/can';
import { wayOn } from '../guards';

/** What a page does when a verb denies: leads to the proof that is missing and back, or says no. */
export function deniedOn(next: string, denial: Denial): never {
	const way = wayOn(denial, next);
	if (way) redirect(303, way);
	error(403);
}

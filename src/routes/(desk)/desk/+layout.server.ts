import { areasOf } from '$lib/people/can';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals }) => ({
	/** Topics and notices are read by all: whoever edits for an area has none of them. */
	isForAll: areasOf(locals.actor!, 'topic.edit') === null,
});

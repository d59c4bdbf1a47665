import type { Handle } from '@sveltejs/kit';

/**
 * Handles one within the other, the first outermost. Kit's own `sequence` does the same, but enters a context of its own
 * and opens a span for each handle, which on Node 20 costs a request as much as everything that ours do. What `resolve`
 * is told by an inner handle wins over what an outer one told it.
 */
export function inTurn(first: Handle, ...rest: Handle[]): Handle {
	const [second, ...others] = rest;
	if (!second) return first;
	const next = inTurn(second, ...others);
	return ({ event, resolve }) =>
		first({
			event,
			resolve: (passed, outer) =>
				next({
					event: passed,
					resolve: (last, inner) => resolve(last, { ...outer, ...inner }),
				}),
		});
}

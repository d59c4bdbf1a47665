/**
 * The life of a poll, as its editors see it. What is stored is only draft, published or archived; whether a published
 * poll is open follows from the database's clock. The same moves are held by the trigger `freeze_poll` (migration 0020).
 */

export const POLL_STATES = ['draft', 'scheduled', 'open', 'closed', 'archived'] as const;
export type PollState = (typeof POLL_STATES)[number];

/** `edit`: of what is asked. `move-closing`: to a later or an earlier time, with a public reason. */
export const POLL_MOVES = [
	'edit',
	'delete',
	'publish',
	'take-back',
	'move-closing',
	'archive',
	'duplicate',
] as const;
export type PollMove = (typeof POLL_MOVES)[number];

const ALLOWED: Record<PollState, readonly PollMove[]> = {
	draft: ['edit', 'delete', 'publish', 'duplicate'],
	scheduled: ['take-back', 'duplicate'],
	open: ['move-closing', 'duplicate'],
	closed: ['archive', 'duplicate'],
	archived: ['duplicate'],
};

export function mayMove(state: PollState, move: PollMove): boolean {
	return ALLOWED[state].includes(move);
}

/** @param now the database's clock */
export function pollStateAt(poll: { state: string; opensAt: Date; closesAt: Date }, now: Date): PollState {
	if (poll.state === 'draft' || poll.state === 'archived') return poll.state;
	if (now >= poll.closesAt) return 'closed';
	return now < poll.opensAt ? 'scheduled' : 'open';
}

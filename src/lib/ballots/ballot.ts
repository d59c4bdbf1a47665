/** What can become of an answer that somebody gives. */

export type Counted = 'counted' | 'changed' | 'same';

export type VoteRefusal =
	| 'not-found'
	| 'poll-not-open'
	| 'poll-closed'
	| 'sign-in-required'
	| 'not-eligible'
	| 'invalid-choices'
	| 'no-more-changes';

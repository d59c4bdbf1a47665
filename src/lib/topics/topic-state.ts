/** The life of a topic. The same moves are held by the trigger `hold_topic` (migration 0037). */

export const TOPIC_STATES = ['draft', 'scheduled', 'published', 'unpublished', 'archived'] as const;
export type TopicState = (typeof TOPIC_STATES)[number];

/** `schedule`: for the first time or for another time. `restore`: what was put away is at hand again. */
export const TOPIC_MOVES = [
	'edit',
	'publish',
	'schedule',
	'take-back',
	'unpublish',
	'archive',
	'restore',
	'preview',
] as const;
export type TopicMove = (typeof TOPIC_MOVES)[number];

const ALLOWED: Record<TopicState, readonly TopicMove[]> = {
	draft: ['edit', 'publish', 'schedule', 'archive', 'preview'],
	scheduled: ['edit', 'publish', 'schedule', 'take-back', 'preview'],
	published: ['edit', 'unpublish'],
	unpublished: ['edit', 'publish', 'archive', 'preview'],
	archived: ['restore'],
};

export function mayMoveTopic(state: TopicState, move: TopicMove): boolean {
	return ALLOWED[state].includes(move);
}

export interface TopicTimes {
	publishedAt: Date | null;
	unpublishedAt: Date | null;
	archivedAt: Date | null;
}

/** @param now the database's clock */
export function topicStateAt(topic: TopicTimes, now: Date): TopicState {
	if (topic.archivedAt !== null) return 'archived';
	if (topic.publishedAt === null) return 'draft';
	if (topic.unpublishedAt !== null) return 'unpublished';
	return topic.publishedAt > now ? 'scheduled' : 'published';
}

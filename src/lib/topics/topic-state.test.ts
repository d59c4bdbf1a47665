import { expect, test } from 'vitest';
import { mayMoveTopic, TOPIC_MOVES, TOPIC_STATES, topicStateAt, type TopicState } from './topic-state';

const now = new Date('2026-06-01T01:00:00Z');
const [before, after] = [new Date(now.getTime() - 1), new Date(now.getTime() + 1)];

const CASES: [Date | null, Date | null, Date | null, TopicState][] = [
	[null, null, null, 'draft'],
	[after, null, null, 'scheduled'],
	[now, null, null, 'published'],
	[before, null, null, 'published'],
	[before, now, null, 'unpublished'],
	[null, null, now, 'archived'],
	[before, before, now, 'archived'],
];

test.each(CASES)(
	'published %s, taken off %s, put away %s: %s',
	(publishedAt, unpublishedAt, archivedAt, state) => {
		expect(topicStateAt({ publishedAt, unpublishedAt, archivedAt }, now)).toBe(state);
	},
);

test('what readers see is never put away behind their backs, and what rests is not changed', () => {
	expect(TOPIC_STATES.filter((state) => mayMoveTopic(state, 'archive'))).toEqual(['draft', 'unpublished']);
	expect(TOPIC_MOVES.filter((move) => mayMoveTopic('archived', move))).toEqual(['restore']);
	expect(TOPIC_STATES.filter((state) => mayMoveTopic(state, 'unpublish'))).toEqual(['published']);
	// A link to a draft leads nowhere else once everybody reads it.
	expect(mayMoveTopic('published', 'preview')).toBe(false);
});

test('each move has a state from which it goes, and each state a way on', () => {
	for (const move of TOPIC_MOVES) expect(TOPIC_STATES.some((state) => mayMoveTopic(state, move))).toBe(true);
	for (const state of TOPIC_STATES) expect(TOPIC_MOVES.some((move) => mayMoveTopic(state, move))).toBe(true);
});

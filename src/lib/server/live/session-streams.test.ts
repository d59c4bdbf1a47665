import { expect, test } from 'vitest';
import { closeStreamsOf, endWithSession, listSessionsWithStreams } from './session-streams';

test('streams end with their session, and those of others stay', () => {
	const ended: string[] = [];
	const open = (session: string, name: string) => {
		const release = endWithSession(session, () => {
			ended.push(name);
			release();
		});
		return release;
	};
	open('one', 'a');
	const releaseB = open('one', 'b');
	open('one', 'c');
	open('two', 'd');
	releaseB();
	expect(listSessionsWithStreams()).toEqual(['one', 'two']);
	closeStreamsOf('one');
	closeStreamsOf('one');
	closeStreamsOf('unknown');
	expect(ended).toEqual(['a', 'c']);
	expect(listSessionsWithStreams()).toEqual(['two']);
});

test('a stream that ended by itself is forgotten, and a later one of the same session is not', () => {
	const release = endWithSession('three', () => {});
	release();
	const later = endWithSession('three', () => {});
	release();
	expect(listSessionsWithStreams()).toContain('three');
	later();
	expect(listSessionsWithStreams()).not.toContain('three');
});

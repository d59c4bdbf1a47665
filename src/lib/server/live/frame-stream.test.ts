import { expect, test } from 'vitest';
import { FrameStream } from './frame-stream';

const bytes = (text: string) => new TextEncoder().encode(text);
const text = ({ done, value }: ReadableStreamReadResult<Uint8Array>) =>
	done ? 'end' : new TextDecoder().decode(value);

test('frames arrive in order, whether somebody asked before or after they were sent', async () => {
	const stream = new FrameStream(() => {});
	const reader = stream.getReader();
	stream.send(bytes('one'));
	stream.send(bytes('two'));
	expect([text(await reader.read()), text(await reader.read())]).toEqual(['one', 'two']);
	const asked = reader.read();
	expect(stream.send(bytes('three'))).toBe(true);
	expect(text(await asked)).toBe('three');
});

test('a slow reader is told about by false, and goes on once it has read', async () => {
	const stream = new FrameStream(() => {});
	const taken = ['a', 'b', 'c', 'd', 'e'].map((frame) => stream.send(bytes(frame)));
	expect(taken).toEqual([true, true, true, true, false]);
	const reader = stream.getReader();
	expect(text(await reader.read())).toBe('a');
	expect(stream.send(bytes('f'))).toBe(true);
});

test('an end comes after what waits, and wakes whoever asked', async () => {
	const stream = new FrameStream(() => {});
	stream.send(bytes('last'));
	stream.end();
	const reader = stream.getReader();
	expect([text(await reader.read()), text(await reader.read())]).toEqual(['last', 'end']);
	expect(stream.send(bytes('late'))).toBe(false);

	const other = new FrameStream(() => {});
	const asked = other.getReader().read();
	other.end();
	expect(text(await asked)).toBe('end');
});

test('a reader that goes away is told of once, and what it asked for ends', async () => {
	let cancelled = 0;
	const stream = new FrameStream(() => cancelled++);
	const reader = stream.getReader();
	const asked = reader.read();
	await reader.cancel();
	await stream.cancel();
	expect(text(await asked)).toBe('end');
	expect(cancelled).toBe(1);
	expect(stream.send(bytes('gone'))).toBe(false);
});

test('a response made of it hands it on as it is', () => {
	const stream = new FrameStream(() => {});
	expect(new Response(stream).body).toBe(stream);
});

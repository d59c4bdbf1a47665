import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Hub, type HubOptions, type Watcher } from './hub';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const bytes = (text: string) => new TextEncoder().encode(text);

/** A hub on a state that the test sets, and how often it was read. */
function open(options: Partial<HubOptions> = {}) {
	const source = { state: 'one' as string | undefined, reads: 0, errors: [] as unknown[], broken: false };
	const hub = new Hub({
		read: () => {
			source.reads++;
			if (source.broken) return Promise.reject(new Error('no database'));
			return Promise.resolve(source.state === undefined ? undefined : bytes(source.state));
		},
		onError: (error) => source.errors.push(error),
		...options,
	});
	return { hub, source };
}

function makeWatcher({ takes = true } = {}) {
	const seen: string[] = [];
	const watcher: Watcher & { seen: string[]; closed: number; takes: boolean } = {
		seen,
		closed: 0,
		takes,
		send(frame) {
			if (watcher.takes) seen.push(new TextDecoder().decode(frame));
			return watcher.takes;
		},
		close: () => void watcher.closed++,
	};
	return watcher;
}

test('the first watcher gets the present state at once, a later one without another read', async () => {
	const { hub, source } = open();
	const [first, second] = [makeWatcher(), makeWatcher()];
	hub.watch('a', first);
	await vi.advanceTimersByTimeAsync(0);
	expect(first.seen).toEqual(['one']);
	hub.watch('a', second);
	expect(second.seen).toEqual(['one']);
	await vi.advanceTimersByTimeAsync(2_000);
	expect(source.reads).toBe(1);
	hub.close();
});

test('a change is read once for all watchers of its subject and for nobody else', async () => {
	const { hub, source } = open();
	const watchers = Array.from({ length: 50 }, () => makeWatcher());
	for (const watcher of watchers) hub.watch('a', watcher);
	const other = makeWatcher();
	hub.watch('b', other);
	await vi.advanceTimersByTimeAsync(500);
	expect(source.reads).toBe(2);
	source.state = 'two';
	hub.changed('a');
	await vi.advanceTimersByTimeAsync(0);
	expect(source.reads).toBe(3);
	for (const watcher of watchers) expect(watcher.seen).toEqual(['one', 'two']);
	expect(other.seen).toEqual(['one']);
	hub.close();
});

test('changes that come faster than the pause are folded, and the last state is never left out', async () => {
	const { hub, source } = open({ pause: 500 });
	const watcher = makeWatcher();
	hub.watch('a', watcher);
	await vi.advanceTimersByTimeAsync(0);
	for (let i = 1; i <= 200; i++) {
		source.state = `state ${i}`;
		hub.changed('a');
		await vi.advanceTimersByTimeAsync(10); // two seconds in all
	}
	await vi.advanceTimersByTimeAsync(500);
	expect(source.reads).toBeLessThanOrEqual(6);
	expect(watcher.seen.at(-1)).toBe('state 200');
	hub.close();
});

test('a change that arrives during a read is read again', async () => {
	let finish!: (frame: Uint8Array) => void;
	let reads = 0;
	const { hub } = open({
		read: () => (reads++, new Promise((resolve) => (finish = resolve))),
	});
	const watcher = makeWatcher();
	hub.watch('a', watcher);
	await vi.advanceTimersByTimeAsync(0);
	hub.changed('a');
	finish(bytes('old'));
	await vi.advanceTimersByTimeAsync(500);
	finish(bytes('new'));
	await vi.advanceTimersByTimeAsync(0);
	expect(reads).toBe(2);
	expect(watcher.seen).toEqual(['old', 'new']);
	hub.close();
});

test('a watcher that takes nothing is dropped and does not hold up the others', async () => {
	const { hub, source } = open();
	const [slow, quick] = [makeWatcher({ takes: false }), makeWatcher()];
	hub.watch('a', slow);
	hub.watch('a', quick);
	for (let i = 0; i < 70; i++) {
		source.state = `state ${i}`;
		hub.changed('a');
		await vi.advanceTimersByTimeAsync(500);
	}
	expect(slow.closed).toBe(1);
	expect(quick.closed).toBe(0);
	expect(quick.seen.at(-1)).toBe('state 69');
	expect(hub.watcherCount).toBe(1);
	hub.close();
});

test('a watcher that only paused is kept', async () => {
	const { hub } = open();
	const watcher = makeWatcher();
	hub.watch('a', watcher);
	for (let i = 0; i < 150; i++) {
		watcher.takes = i % 50 === 0;
		hub.changed('a');
		await vi.advanceTimersByTimeAsync(500);
	}
	expect(watcher.closed).toBe(0);
	hub.close();
});

test('after a failing read the hub tries again until it succeeds', async () => {
	const { hub, source } = open();
	const watcher = makeWatcher();
	source.broken = true;
	hub.watch('a', watcher);
	await vi.advanceTimersByTimeAsync(3_500);
	expect(source.errors.length).toBeGreaterThanOrEqual(3);
	expect(source.errors.length).toBeLessThanOrEqual(5);
	expect(watcher.seen).toEqual([]);
	source.broken = false;
	await vi.advanceTimersByTimeAsync(1_000);
	expect(watcher.seen).toEqual(['one']);
	hub.close();
});

test('after a lost connection everything is read again', async () => {
	const { hub, source } = open();
	const [a, b] = [makeWatcher(), makeWatcher()];
	hub.watch('a', a);
	hub.watch('b', b);
	await vi.advanceTimersByTimeAsync(500);
	source.state = 'two';
	hub.allChanged();
	await vi.advanceTimersByTimeAsync(0);
	expect([a.seen, b.seen]).toEqual([
		['one', 'two'],
		['one', 'two'],
	]);
	hub.close();
});

test('while no changes are heard of, everybody is told, whoever comes then too, until the state comes again', async () => {
	const { hub, source } = open();
	const [early, late, after] = [makeWatcher(), makeWatcher(), makeWatcher()];
	hub.watch('a', early);
	await vi.advanceTimersByTimeAsync(0);
	hub.stale();
	hub.watch('a', late);
	const stale = 'event: stale\ndata: {}\n\n';
	expect(early.seen).toEqual(['one', stale]);
	expect(late.seen).toEqual(['one', stale]);
	source.state = 'two';
	hub.allChanged();
	await vi.advanceTimersByTimeAsync(500);
	expect(early.seen.at(-1)).toBe('two');
	expect(late.seen.at(-1)).toBe('two');
	hub.watch('a', after);
	expect(after.seen).toEqual(['two']);
	hub.close();
});

test('watchers of what nobody may see any more are ended', async () => {
	const { hub, source } = open();
	const watcher = makeWatcher();
	hub.watch('a', watcher);
	await vi.advanceTimersByTimeAsync(500);
	source.state = undefined;
	hub.changed('a');
	await vi.advanceTimersByTimeAsync(0);
	expect(watcher.closed).toBe(1);
	expect(hub.watcherCount).toBe(0);
	hub.close();
});

test('a heartbeat is a comment that every watcher gets', async () => {
	const { hub } = open({ heartbeat: 15_000 });
	const watcher = makeWatcher();
	hub.watch('a', watcher);
	await vi.advanceTimersByTimeAsync(15_000);
	expect(watcher.seen.at(-1)).toMatch(/^:[^\n]*\n\n$/);
	hub.close();
});

test('closing ends every watcher once and leaves no timer', async () => {
	const { hub } = open();
	const watchers = ['a', 'a', 'b'].map((subject) => {
		const watcher = makeWatcher();
		hub.watch(subject, watcher);
		return watcher;
	});
	await vi.advanceTimersByTimeAsync(0);
	hub.changed('a');
	hub.close();
	expect(watchers.map(({ closed }) => closed)).toEqual([1, 1, 1]);
	expect(hub.watcherCount).toBe(0);
	expect(vi.getTimerCount()).toBe(0);
});

test('a watcher that has gone gets nothing, and going twice counts once', async () => {
	const { hub } = open();
	const [gone, stays] = [makeWatcher(), makeWatcher()];
	const leave = hub.watch('a', gone);
	hub.watch('a', stays);
	leave();
	leave();
	expect(hub.watcherCount).toBe(1);
	await vi.advanceTimersByTimeAsync(500);
	expect(gone.seen).toEqual([]);
	expect(stays.seen).toEqual(['one']);
	hub.close();
});

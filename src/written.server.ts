/** The parts of pages that the server writes and the browser takes over later (lib/ui/Later.svelte). */
import type { Component } from 'svelte';
import { render } from 'svelte/server';
import LiveResults from '$lib/ballots/LiveResults.svelte';
import Thread from '$lib/comments/Thread.svelte';
import { writers } from '$lib/ui/writers';

for (const [name, part] of Object.entries({ results: LiveResults, thread: Thread })) {
	writers.set(
		name,
		(props, context) =>
			render(part as unknown as Component<Record<string, unknown>>, { props, context }).body,
	);
}

/**
 * Lets sample citizens and new devices vote on a running demo, and some of them comment, over HTTP like anybody else, so
 * that one can watch the charts move. Nothing is ever sent to another machine.
 */
import { findPoll } from './simulate/poll.ts';
import { readSettings } from './simulate/settings.ts';
import { simulate } from './simulate/voting.ts';
import { command } from './support/command.mjs';

await command(async (lifetime) => {
	const settings = readSettings();
	if (!settings) return 0;
	const poll = await findPoll(settings);
	const simulation = simulate(settings, poll, lifetime.signal);
	// Ctrl-C waits for the votes under way and the summary of what came of them.
	lifetime.add('the simulation', () => simulation.catch(() => false));
	return (await simulation) ? 0 : 1;
});

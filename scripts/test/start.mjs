import { command } from '../support/command.mjs';
import { generate } from '../support/generate.mjs';
import { readOptions } from '../support/options.mjs';
import { inTurn, prepare } from '../support/prepare.mjs';
import { Ledger } from './ledger.mjs';
import { chooseSteps } from './steps.mjs';

/** Static checks leave one of two cores idle most of the time; the rest measure time or share a build, so go alone. */
const SIDE_BY_SIDE = 2;

await command(
	async (lifetime) => {
		const { only } = readOptions({ only: { type: 'string' } });
		const { checks, suites } = chooseSteps(only);
		const ledger = new Ledger(lifetime);
		const prepared = await ledger.need('preparing the clone', async () => {
			await prepare({ build: false }, lifetime);
			await inTurn(lifetime, () => generate(lifetime));
		});
		if (!prepared) return ledger.close();

		const waiting = [...checks];
		const checkOn = async () => {
			for (let next = waiting.shift(); next; next = waiting.shift()) await ledger.enter(next);
		};
		await Promise.all(Array.from({ length: SIDE_BY_SIDE }, checkOn));
		for (const suite of suites) await ledger.enter(suite);
		lifetime.signal.throwIfAborted();
		return ledger.close();
	},
	{ interruptedCode: 130 },
);

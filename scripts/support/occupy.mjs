import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Failure } from './failure.mjs';
import { takeLock } from './lock.mjs';
import { isPortFree } from './ports.mjs';

const LEAVING_MS = 5_000;

/**
 * Takes DATA_DIR and looks whether the ports are free, before anything slow is begun.
 * @param {{ settings: import('./settings.mjs').Settings, run: string }} what `run` is the command to tell the reader of
 * @param {import('./lifetime.mjs').Lifetime} lifetime
 */
export async function occupy({ settings, run }, lifetime) {
	const { port, host, dataDir } = settings;
	const lock = takeLock(path.join(dataDir, 'running.lock'));
	if (!lock.held) {
		throw new Failure(
			`It is already running on ${dataDir} (process ${lock.holder}). Stop that one first,\n` +
				`or start another with its own data and port: DATA_DIR=.data/second PORT=${port + 100} ${run}`,
		);
	}
	lifetime.add('the lock on the data', lock.release);
	// The servers of a run that was killed are leaving just now.
	const patience = Date.now() + (lock.tookOver ? LEAVING_MS : 0);
	for (const wanted of [port, port + 1]) {
		while (!(await isPortFree(wanted, host))) {
			if (Date.now() > patience) throw new Failure(portTaken(wanted, port, run));
			await delay(100, undefined, { signal: lifetime.signal });
		}
	}
}

/**
 * @param {number} taken
 * @param {number} port
 * @param {string} run
 */
function portTaken(taken, port, run) {
	const whose = taken === port ? '' : ', which the identity provider needs,';
	return `Port ${taken}${whose} is taken by another program. Choose another: PORT=${port === 3100 ? 3200 : 3100} ${run}`;
}

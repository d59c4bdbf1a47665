import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Failure } from './failure.mjs';
import { DIE_WITH_PARENT, withParent } from './preload.mjs';
import { ROOT } from './root.mjs';

const GRACE_MS = 10_000;

/**
 * @typedef {object} RunOptions
 * @property {import('./lifetime.mjs').Lifetime} lifetime
 * @property {NodeJS.ProcessEnv} [env]
 * @property {NodeJS.Signals} [stopBy] what the whole group gets when the command is stopped; as by Ctrl-C unless given
 * @typedef {{ code: number, output: string }} Ended
 */

/**
 * Runs a program to its end, in silence.
 * @param {string} program
 * @param {string[]} args
 * @param {RunOptions} options
 */
export function run(program, args, options) {
	return runToEnd(program, args, 'ignore', options);
}

/**
 * The same for a Node program, which does not outlive us even if we are killed: an orphaned `npm ci` would go on
 * writing into the folders that the next run is about to use.
 * @param {string[]} args
 * @param {RunOptions} options
 */
export function runNode(args, options) {
	return runToEnd(process.execPath, [...DIE_WITH_PARENT, ...args], 'ipc', options);
}

/**
 * @param {Ended} ended
 * @param {string} what
 * @throws Failure with what it printed, unless it ended well
 */
export function mustEndWell({ code, output }, what) {
	if (code !== 0) throw new Failure(`${output.trim()}\n\n${what} ended with ${code}; its words are above.`);
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {'ignore' | 'ipc'} channel
 * @param {RunOptions} options
 * @returns {Promise<Ended>}
 */
async function runToEnd(program, args, channel, { lifetime, env = process.env, stopBy = 'SIGINT' }) {
	lifetime.signal.throwIfAborted();
	const child = spawn(program, args, {
		cwd: ROOT,
		env: withParent(env),
		stdio: ['ignore', 'pipe', 'pipe', channel],
		detached: true, // a group of its own, so that Ctrl-C reaches it once, from us, with all its children
	});
	const forget = lifetime.add(program, (how) => stopGroup(child, how.force ? 'SIGKILL' : stopBy));
	/** @type {Buffer[]} */
	const chunks = [];
	child.stdout?.on('data', (chunk) => chunks.push(chunk));
	child.stderr?.on('data', (chunk) => chunks.push(chunk));
	try {
		const [code, killedBy] = await once(child, 'close');
		const output = Buffer.concat(chunks).toString();
		return { code: code ?? 1, output: killedBy ? `${output}\n(ended by ${killedBy})` : output };
	} catch (error) {
		if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') throw error;
		throw new Failure(`The program ${program} is not installed, or not on the PATH.`);
	} finally {
		forget();
	}
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
async function stopGroup(child, signal) {
	signalGroup(child, signal);
	const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), GRACE_MS);
	if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
	clearTimeout(timer);
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function signalGroup(child, signal) {
	try {
		if (child.pid) process.kill(-child.pid, signal);
	} catch {
		// it has ended by itself
	}
}

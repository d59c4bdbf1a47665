import { ensureBuilt } from '../support/build.mjs';
import { Failure } from '../support/failure.mjs';
import { inTurn } from '../support/prepare.mjs';
import { runNode } from '../support/run.mjs';
import { runJourneys, runUnitTests } from './suites.mjs';

/**
 * @typedef {import('../support/lifetime.mjs').Lifetime} Lifetime
 * @typedef {{ passed: number, failures: string[], output: string }} Outcome
 * @typedef {{ name: string, title: string, run: (lifetime: Lifetime) => Promise<Outcome> }} Step
 */

/** @type {Step[]} each counts as one test */
const CHECKS = [
	check('formatting', 'formatting', ['prettier', '--check', '.']),
	check('lint', 'lint', ['eslint', '.', '--max-warnings=0']),
	check('imports', 'import law', ['depcruise', 'src', '--config', '.dependency-cruiser.cjs']),
	check('types', 'types', ['svelte-check', '--fail-on-warnings', '--output', 'human']),
	check('dead-code', 'dead code', ['knip']),
];

/** @type {Step[]} */
const SUITES = [
	// First, since some of the tests run the built app.
	{ name: 'build', title: 'build', run: build },
	{ name: 'unit', title: 'unit and database tests', run: runUnitTests },
	{ name: 'journeys', title: 'journeys', run: runJourneys },
];

/**
 * @param {string | undefined} only names with commas between; all of them if undefined
 * @throws Failure for a name that is none
 */
export function chooseSteps(only) {
	const names = [...CHECKS, ...SUITES].map(({ name }) => name);
	const wanted = only?.split(',').map((name) => name.trim()) ?? names;
	const unknown = wanted.filter((name) => !names.includes(name));
	if (unknown.length > 0)
		throw new Failure(`There is no step ${unknown.join(', ')}. There are: ${names.join(', ')}.`);
	const isWanted = (/** @type {Step} */ { name }) => wanted.includes(name);
	return { checks: CHECKS.filter(isWanted), suites: SUITES.filter(isWanted) };
}

/**
 * @param {string} name
 * @param {string} title
 * @param {[string, ...string[]]} commandLine
 * @returns {Step}
 */
function check(name, title, [program, ...args]) {
	return {
		name,
		title,
		async run(lifetime) {
			const { code, output } = await runNode([`node_modules/.bin/${program}`, ...args], { lifetime });
			return code === 0 ? { passed: 1, failures: [], output } : { passed: 0, failures: [title], output };
		},
	};
}

/**
 * @param {Lifetime} lifetime
 * @returns {Promise<Outcome>}
 */
async function build(lifetime) {
	await inTurn(lifetime, () => ensureBuilt(lifetime));
	return { passed: 1, failures: [], output: '' };
}

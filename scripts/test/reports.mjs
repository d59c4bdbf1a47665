import path from 'node:path';
import { ROOT } from '../support/root.mjs';

/**
 * What vitest's JSON reporter tells.
 * @param {{ testResults?: { name: string, status: string, assertionResults: { fullName: string, status: string }[] }[] }} report
 */
export function readVitest({ testResults = [] }) {
	let passed = 0;
	/** @type {string[]} */
	const failures = [];
	for (const { name, status, assertionResults } of testResults) {
		const file = path.relative(ROOT, name);
		const failed = assertionResults.filter((test) => test.status === 'failed');
		passed += assertionResults.filter((test) => test.status === 'passed').length;
		failures.push(...failed.map(({ fullName }) => `${file} > ${fullName}`));
		if (status === 'failed' && failed.length === 0) failures.push(`${file} (could not be run)`);
	}
	return { passed, failures };
}

/**
 * @typedef {{ title: string, file: string, line: number, tests: { status: string }[] }} Spec
 * @typedef {{ title: string, specs?: Spec[], suites?: Suite[] }} Suite
 *
 * What Playwright's JSON reporter tells. A test that passed only on a second try counts as failed: it hides a race.
 * @param {{ suites?: Suite[], errors?: { message?: string }[] }} report
 */
export function readPlaywright({ suites = [], errors = [] }) {
	let passed = 0;
	const failures = errors.map(({ message = 'an error outside the tests' }) => message.split('\n')[0] ?? '');
	for (const { title, file, line, tests } of suites.flatMap(listSpecs)) {
		passed += tests.filter(({ status }) => status === 'expected').length;
		const failed = tests.filter(({ status }) => status === 'unexpected' || status === 'flaky');
		failures.push(...failed.map(() => `${file}:${line} > ${title}`));
	}
	return { passed, failures };
}

/**
 * @param {Suite} suite
 * @returns {Spec[]}
 */
function listSpecs({ specs = [], suites = [] }) {
	return [...specs, ...suites.flatMap(listSpecs)];
}

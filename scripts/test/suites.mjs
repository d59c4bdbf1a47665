import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureBuilt } from '../support/build.mjs';
import { inTurn } from '../support/prepare.mjs';
import { runNode } from '../support/run.mjs';
import { findBrowser } from './browser.mjs';
import { readPlaywright, readVitest } from './reports.mjs';

/** @param {import('./steps.mjs').Lifetime} lifetime */
export function runUnitTests(lifetime) {
	return withReport(readVitest, (report) => {
		const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
		return runNode(['node_modules/.bin/vitest', ...args], {
			lifetime,
			env: { ...process.env, NO_COLOR: '1' },
		});
	});
}

/** @param {import('./steps.mjs').Lifetime} lifetime */
export async function runJourneys(lifetime) {
	await inTurn(lifetime, () => ensureBuilt(lifetime));
	const browser = await findBrowser(lifetime);
	return withReport(readPlaywright, (report) => {
		const env = { ...process.env, CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
		return runNode(['node_modules/.bin/playwright', 'test', '--reporter=list,json'], { lifetime, env });
	});
}

/**
 * @param {(report: any) => { passed: number, failures: string[] }} read
 * @param {(report: string) => Promise<import('../support/run.mjs').Ended>} runSuite
 * @returns {Promise<import('./steps.mjs').Outcome>}
 */
async function withReport(read, runSuite) {
	const folder = mkdtempSync(path.join(tmpdir(), 'hoi-dan-report-'));
	try {
		const file = path.join(folder, 'report.json');
		const { code, output } = await runSuite(file);
		const { passed, failures } = read(readReport(file));
		if (passed + failures.length === 0) failures.push('no test ran');
		// A crash outside any test: an import that fails, an unhandled rejection, a set-up that broke.
		if (code !== 0 && failures.length === 0) failures.push(`ended with ${code} though no test failed`);
		return { passed, failures, output };
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** @param {string} file */
function readReport(file) {
	try {
		return JSON.parse(readFileSync(file, 'utf8'));
	} catch {
		return {}; // it broke before it could write one, which counts as no test run
	}
}

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { step } from './progress.mjs';
import { ROOT } from './root.mjs';
import { mustEndWell, run, runNode } from './run.mjs';

/**
 * Installs the packages when node_modules is missing, half made, or not what package-lock.json asks for.
 * @param {import('./lifetime.mjs').Lifetime} lifetime
 */
export async function ensureInstalled(lifetime) {
	if (isInstalled()) return;
	await step('installing packages', async () => {
		// NODE_ENV=production would leave out what builds and tests need.
		const ci = ['ci', '--include=dev', '--no-audit', '--no-fund'];
		// Asked to stop, npm first rolls back, for longer than anybody waits; what it leaves is made anew anyway.
		const options = { lifetime, stopBy: /** @type {const} */ ('SIGKILL') };
		// The npm that runs us, if one does: there may be none on the PATH.
		const cli = process.env.npm_execpath;
		const ending = cli?.endsWith('npm-cli.js') ? runNode([cli, ...ci], options) : run('npm', ci, options);
		mustEndWell(await ending, 'npm ci');
	});
}

/**
 * npm's own record of what it installed is written last, so it is there only after an install that ended well; and it
 * is right after a plain `npm install` too, which a stamp of ours would not be.
 */
function isInstalled() {
	try {
		const wanted = readPackages(path.join(ROOT, 'package-lock.json'));
		const installed = readPackages(path.join(ROOT, 'node_modules/.package-lock.json'));
		return Object.entries(wanted).every(([where, { version, integrity, optional }]) => {
			if (where === '') return true;
			const found = installed[where];
			if (!found) return optional === true; // made for another system
			return found.version === version && found.integrity === integrity;
		});
	} catch {
		return false;
	}
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, integrity?: string, optional?: boolean }>}
 */
function readPackages(file) {
	return JSON.parse(readFileSync(file, 'utf8')).packages;
}

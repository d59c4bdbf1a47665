import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../support/failure.mjs';
import { step } from '../support/progress.mjs';
import { mustEndWell, run, runNode } from '../support/run.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const APPLICATIONS = ['Google Chrome', 'Chromium'].map(
	(name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
);

/**
 * The path of a Chromium: the one named, one installed, or one that is installed now.
 * @param {import('../support/lifetime.mjs').Lifetime} lifetime
 * @returns {Promise<string>}
 */
export async function findBrowser(lifetime) {
	const named = process.env.CHROMIUM_PATH;
	if (named) {
		if (starts(named)) return named;
		throw new Failure(`CHROMIUM_PATH=${named} is no browser that starts. Mend or unset it.`);
	}
	const found = await lookAround();
	if (found) return found;
	await step('installing a browser', () =>
		mayInstallDebian() ? installDebian(lifetime) : installPlaywrights(lifetime),
	);
	const installed = await lookAround();
	if (installed) return installed;
	throw new Failure(
		'A browser was installed but does not start. Install Chromium and set CHROMIUM_PATH to it.',
	);
}

async function lookAround() {
	const { chromium } = await import('@playwright/test');
	const folders = process.env.PATH?.split(path.delimiter) ?? [];
	const onPath = NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
	return [...onPath, ...APPLICATIONS, chromium.executablePath()].find(starts);
}

/** @param {string} browser */
function starts(browser) {
	if (!existsSync(browser)) return false;
	// Ubuntu's chromium-browser is a stub that only tells to install a snap: it must tell a version.
	const { status, stdout } = spawnSync(browser, ['--version'], { encoding: 'utf8', timeout: 20_000 });
	return status === 0 && /\d+\.\d+/.test(stdout);
}

function mayInstallDebian() {
	if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
	return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

/** @param {import('../support/lifetime.mjs').Lifetime} lifetime */
async function installDebian(lifetime) {
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	mustEndWell(await run('apt-get', ['update'], { lifetime, env }), 'apt-get update');
	const install = ['install', '-y', '--no-install-recommends', 'chromium'];
	mustEndWell(await run('apt-get', install, { lifetime, env }), 'apt-get install chromium');
}

/** @param {import('../support/lifetime.mjs').Lifetime} lifetime */
async function installPlaywrights(lifetime) {
	const { code, output } = await runNode(['node_modules/.bin/playwright', 'install', 'chromium'], {
		lifetime,
	});
	if (code === 0) return;
	throw new Failure(
		`${output.trim()}\n\nNo browser was found, and none could be installed.\n` +
			'Install Chromium (Debian: apt-get install chromium) and run again, or set CHROMIUM_PATH to one.',
	);
}

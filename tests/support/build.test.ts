import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { listSources } from '../../scripts/support/build.mjs';
import { ROOT } from '../../scripts/support/root.mjs';

// A copy without its history has nothing to ask.
test.runIf(existsSync(path.join(ROOT, '.git')))(
	'nothing that a build leaves behind counts as a source, or the second start would build again',
	() => {
		const { stdout, status } = spawnSync(
			'git',
			['-c', 'safe.directory=*', 'ls-files', '--others', '--ignored', '--exclude-standard', '-z'],
			{ cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 28 },
		);
		expect(status).toBe(0);
		const left = new Set(stdout.split('\0'));
		const sources = listSources();
		expect(sources).toContain('src/lib/i18n/project.inlang/settings.json');
		expect(sources.filter((file) => left.has(file))).toEqual([]);
	},
);

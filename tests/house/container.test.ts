/**
 * No container engine is at hand where the tests run, so the Dockerfile is read: whatever a stage runs must have been copied into it, with
 * all that it imports.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import path from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { SETTINGS } from '../../src/lib/server/env.ts';
import { ROOT } from '../../scripts/support/root.mjs';

const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

/** The sources of each stage's COPY lines, from the root; what comes out of another stage is no source. */
function stagesOf(dockerfile: string): string[][] {
	return dockerfile
		.split(/^FROM .*$/m)
		.slice(1)
		.map((stage) =>
			[...stage.matchAll(/^COPY (?!--from)(.+)$/gm)].flatMap(([, words = '']) =>
				words.split(/\s+/).slice(0, -1),
			),
		);
}

const ENDINGS = ['', '.ts', '.js', '.svelte.ts', '/index.ts'];

/** The files of the house that an entry comes to, and the packages that they name. Types alone come to nothing. */
function reach(entry: string): { files: string[]; packages: string[] } {
	const files = new Set<string>();
	const packages = new Set<string>();
	const follow = (file: string) => {
		if (files.has(file)) return;
		files.add(file);
		const { outputText } = ts.transpileModule(read(file), {
			compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ESNext },
		});
		for (const { fileName } of ts.preProcessFile(outputText, true, true).importedFiles) {
			if (isBuiltin(fileName)) continue;
			if (!/^(\.|\$lib\/)/.test(fileName)) {
				packages.add(/^(@[^/]+\/)?[^/]+/.exec(fileName)![0]);
				continue;
			}
			const target = fileName.replace(/^\$lib\//, `${path.relative(path.dirname(file), 'src/lib')}/`);
			const found = ENDINGS.map((ending) => path.join(path.dirname(file), target + ending)).find(
				(one) => existsSync(path.join(ROOT, one)) && statSync(path.join(ROOT, one)).isFile(),
			);
			expect(found, `${fileName} of ${file}`).toBeDefined();
			follow(found!);
		}
	};
	follow(entry);
	return { files: [...files], packages: [...packages] };
}

const missing = (files: string[], copied: string[]) =>
	files.filter((file) => !copied.some((place) => file === place || file.startsWith(`${place}/`)));

const [building, serving] = stagesOf(read('Dockerfile')) as [string[], string[]];
const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };

test('all that the image is made of exists', () => {
	expect(building.length).toBeGreaterThan(5);
	expect(serving.length).toBeGreaterThan(3);
	for (const place of [...building, ...serving]) expect(existsSync(path.join(ROOT, place)), place).toBe(true);
});

test('the stage that builds has what the configuration of the build imports', () => {
	const files = ['vite.config.ts', 'svelte.config.js'].flatMap((settings) => reach(settings).files);
	expect(files.length).toBeGreaterThan(4);
	expect(missing(files, building)).toEqual([]);
});

const commands = serving.filter((file) => /^scripts\/[^/]+\.ts$/.test(file));

test('the image brings the commands that a site needs from its first day', () => {
	expect(commands).toEqual(expect.arrayContaining(['scripts/migrate.ts', 'scripts/staff.ts']));
});

test.each(commands)(
	'%s runs in the image: its files are there, and its packages outlive npm prune',
	(command) => {
		const { files, packages } = reach(command);
		expect(missing(files, serving)).toEqual([]);
		expect(packages.filter((name) => !(name in dependencies))).toEqual([]);
	},
);

test('compose.yaml hands every setting of the application on', () => {
	const [, web = ''] = read('compose.yaml').split(/^  web:$/m);
	const handed = [...web.matchAll(/^ {6}([A-Z_]+): /gm)].map(([, name]) => name);
	const wanted = Object.keys(SETTINGS).filter((name) => name !== 'DEMO');
	expect(handed).toEqual(expect.arrayContaining(wanted));
});

test('pictures go where the user of the image may write, with compose.yaml and without', () => {
	const [, own] = /^RUN install -d -o node -g node (\S+)$/m.exec(read('Dockerfile')) ?? [];
	expect(own).toMatch(/^\//);
	expect(read('Dockerfile')).toContain(` PICTURE_STORE=${own}\n`);
	expect(read('compose.yaml')).toContain(`PICTURE_STORE: \${PICTURE_STORE:-${own}}`);
	expect(read('compose.yaml')).toContain(`- pictures:${own}`);
});

test('compose.yaml and the README call by name only what the image has', () => {
	const called = [
		...`${read('compose.yaml')}\n${read('README.md')}`.matchAll(/tsx'?,? '?(scripts\/[\w-]+\.ts)/g),
	];
	expect(called.length).toBeGreaterThan(1);
	for (const [, script] of called) expect(commands).toContain(script);
});

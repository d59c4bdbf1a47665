/**
 * Every route has a guard, and the guards hold from outside: by construction, for whatever routes there are, so that a
 * new route is covered before anybody thinks of it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDb, openPool } from '../../src/lib/server/db/client';
import { guardOf } from '../../src/lib/sessions/guards';
import { startSession } from '../../src/lib/sessions/server/start-session';
import { startApp } from '../support/app-process.ts';
import { makeCitizen, makeSession } from '../support/citizens.ts';
import { freshDatabase } from '../support/database.ts';
import type { TestDatabase } from '../support/template.ts';

const ROUTES = path.resolve(import.meta.dirname, '../../src/routes');

interface Route {
	id: string;
	/** With something plausible for each parameter. */
	address: string;
	methods: string[];
}

function listRoutes(): Route[] {
	const folders = new Map<string, string[]>();
	for (const file of readdirSync(ROUTES, { recursive: true, encoding: 'utf8' })) {
		if (!/\+(page|server)(\.server)?\.(ts|svelte)$/.test(file)) continue;
		const folder = path.dirname(file) === '.' ? '' : path.dirname(file).split(path.sep).join('/');
		folders.set(folder, [...(folders.get(folder) ?? []), file]);
	}
	return [...folders].map(([folder, files]) => {
		const source = files.map((file) => readFileSync(path.join(ROUTES, file), 'utf8')).join('\n');
		const methods = [...source.matchAll(/export const (GET|POST|PUT|PATCH|DELETE)\b/g)].map(
			([, name]) => name!,
		);
		if (files.some((file) => file.includes('+page'))) methods.push('GET');
		if (/export const actions\b/.test(source)) methods.push('POST');
		const address = `/${folder}`
			.replace(/\/\([^)]+\)/g, '')
			.replace(/\[[^\]]*\bslug\b[^\]]*\]/g, 'some-slug')
			.replace(/\[[^\]]*=table\]/g, 'csv')
			.replace(/\[[^\]]*=drawing\]/g, 'svg')
			.replace(/\[[^\]]+\]/g, '00000000-0000-4000-8000-000000000000');
		return { id: `/${folder}`, address: address || '/', methods: [...new Set(methods)] };
	});
}

const routes = listRoutes();
const guarded = routes.filter(({ id }) => guardOf(id) !== 'anyone');

test('the routes are found', () => {
	expect(routes.find(({ id }) => id === '/(public)/polls/[slug=slug]')).toEqual({
		id: '/(public)/polls/[slug=slug]',
		address: '/polls/some-slug',
		methods: ['GET', 'POST'],
	});
	expect(guarded.length).toBeGreaterThan(0);
});

test.each(routes)('$id has a guard', ({ id }) => {
	expect(guardOf(id)).toBeDefined();
});

describe('from outside', () => {
	let database: TestDatabase;
	let app: Awaited<ReturnType<typeof startApp>>;
	let citizen: string;
	let administrator: string;

	beforeAll(async () => {
		database = await freshDatabase();
		const db = openDb(openPool(database.appUrl, 2));
		const { id } = await db
			.insertInto('person')
			.values({ verifiedAt: new Date() })
			.returning('id')
			.executeTakeFirstOrThrow();
		citizen = await startSession(db, { personId: id, assurance: 'two-factor', way: 'eid' });
		administrator = await makeSession(db, await makeCitizen(db, { roles: ['administrator'] }));
		await db.destroy();
		app = await startApp({ databaseUrl: database.appUrl });
		await app.waitReady();
	});
	afterAll(async () => {
		await app?.stop();
		await database?.drop();
	});

	function ask(address: string, method: string, accept: string, cookie?: string): Promise<Response> {
		return fetch(`http://127.0.0.1:${app.port}${address}`, {
			method,
			redirect: 'manual',
			headers: {
				accept,
				origin: app.origin,
				...(cookie ? { cookie: `s=${cookie}` } : {}),
				...(method === 'GET' ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
			},
			...(method === 'GET' ? {} : { body: 'x=1' }),
		});
	}

	test.each([
		['/administration', '/administration/people'],
		['/desk', '/desk/polls'],
		['/dashboard/polls', '/dashboard'],
		['/dashboard/topics', '/dashboard/groups'],
		['/moderation/people', '/moderation'],
	])('%s leads an administrator on', async (address, first) => {
		const answer = await ask(address, 'GET', 'text/html', administrator);
		expect(answer.status).toBe(307);
		expect(answer.headers.get('location')).toBe(first);
		expect((await ask(first, 'GET', 'text/html', administrator)).status).toBe(200);
	});

	const cases = guarded.flatMap((route) => route.methods.map((method) => ({ ...route, method })));

	test.each(cases)('$method $id refuses a stranger', async ({ address, method }) => {
		const page = await ask(address, method, 'text/html');
		expect(page.status).toBe(303);
		expect(page.headers.get('location')).toMatch(/^\/sign-in\?next=/);
		const data = await ask(address, method, 'application/json');
		expect(data.status).toBe(401);
		expect(await data.json()).toMatchObject({ code: 'sign-in-required' });
	});

	test.each(cases.filter(({ id }) => guardOf(id) !== 'signed-in'))(
		'$method $id refuses a citizen without a role',
		async ({ address, method }) => {
			const page = await ask(address, method, 'text/html', citizen);
			expect(page.status).toBe(403);
			expect(await page.text()).toContain('Bạn không mở được trang này');
			const data = await ask(address, method, 'application/json', citizen);
			expect(data.status).toBe(403);
			expect(await data.json()).toMatchObject({ code: 'not-allowed' });
		},
	);
});

/**
 * The built app's public API, each answer held against the app's own description of it.
 *
 *     const site = await openDescribedApi();   await site.vote(slug, [1]);   await site.close();
 */
import pg from 'pg';
import { expect } from 'vitest';
import { problemSchema } from '../../src/lib/ballots/ballot.schema.ts';
import { startApp } from './app-process.ts';
import { freshDatabase } from './database.ts';
import { readCounts } from './polls.ts';

interface Document {
	openapi: string;
	paths: Record<string, Record<string, { responses: Record<string, { content?: Record<string, unknown> }> }>>;
}

export type DescribedApi = Awaited<ReturnType<typeof openDescribedApi>>;

export async function openDescribedApi() {
	const database = await freshDatabase();
	const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
	const app = await startApp({ databaseUrl: database.appUrl });
	await app.waitReady();
	const api = `http://127.0.0.1:${app.port}/api/v1`;
	const description = (await (await fetch(`${api}/openapi.json`)).json()) as Document;

	/** Asks, and holds the answer against the OpenAPI document. */
	async function ask(path: string, init: RequestInit = {}): Promise<Response> {
		const response = await fetch(api + path, { ...init, duplex: 'half' } as RequestInit);
		const template = path.replace(/\?.*/, '').replace(/^\/polls\/[^/]+/, '/polls/{slug}');
		const described =
			description.paths[template]?.[(init.method ?? 'GET').toLowerCase()]?.responses[response.status];
		expect(described, `${init.method ?? 'GET'} ${template} -> ${response.status} is described`).toBeDefined();
		if (response.status !== 304)
			expect(Object.keys(described?.content ?? {})).toContain(
				response.headers.get('content-type')?.split(';')[0],
			);
		return response;
	}

	function post(slug: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
		return ask(`/polls/${slug}/votes`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', ...headers },
			body: typeof body === 'string' || body instanceof ReadableStream ? body : JSON.stringify(body),
		});
	}

	return {
		...{ database, owner, app, api, description, ask, post },
		vote: (slug: string, choices: unknown, headers?: Record<string, string>) =>
			post(slug, { choices }, headers),
		/** As a browser sends it from our own page. */
		fromOurPage: (cookie: string) => ({ cookie, origin: app.origin }),
		async expectNothingStored(pollId: string) {
			expect(await readCounts(owner, pollId)).toEqual({
				rows: 0,
				tally: {},
				recount: {},
				turnout: {},
				ballots: {},
			});
		},
		async close() {
			await app.stop();
			await owner.end();
			await database.drop();
		},
	};
}

export const deviceOf = (response: Response) => response.headers.getSetCookie()[0]!.split(';')[0]!;

export async function expectProblem(response: Response, status: number, code: string) {
	expect(response.status).toBe(status);
	expect(response.headers.get('content-type')).toBe('application/problem+json');
	const body: unknown = await response.json();
	expect(problemSchema.parse(body)).toEqual(body);
	expect(body).toMatchObject({ status, code });
}

/** Valid, and without anything that the document does not mention. */
export function expectShape(schema: { parse(value: unknown): unknown }, body: unknown) {
	expect(schema.parse(body)).toEqual(body);
}

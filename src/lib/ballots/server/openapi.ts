/** OpenAPI 3.1, made from the schemas that the endpoints themselves use. */
import { z } from 'zod';
import { countedSchema, problemSchema, resultsSchema, voteSchema } from '../ballot.schema';
import { pollListSchema, pollQuerySchema, pollSchema } from '../../polls/poll.schema';

const SCHEMAS = {
	PollList: pollListSchema,
	Poll: pollSchema,
	Results: resultsSchema,
	Vote: voteSchema,
	Counted: countedSchema,
	Problem: problemSchema,
};

type Name = keyof typeof SCHEMAS;

const ref = (name: Name) => ({ $ref: `#/components/schemas/${name}` });
const json = (description: string, name: Name) => ({
	description,
	content: { 'application/json': { schema: ref(name) } },
});
const refused = (codes: string) => ({
	description: `code ${codes}`,
	content: { 'application/problem+json': { schema: ref('Problem') } },
});

const slug = { name: 'slug', in: 'path', required: true, schema: { type: 'string' } };
const language = {
	name: 'Accept-Language',
	in: 'header',
	schema: { type: 'string' },
	description: 'vi or en; texts fall back to their original',
};

/** What another room adds to the description. */
export interface ApiPart {
	schemas: Record<string, z.ZodType>;
	paths: Record<string, object>;
}

export function openApiDocument(origin: string, parts: readonly ApiPart[] = []) {
	const query = z.toJSONSchema(pollQuerySchema) as { properties: Record<string, object> };
	return {
		openapi: '3.1.0',
		info: {
			title: 'Hỏi Dân',
			version: '1',
			description:
				'Polls, answers and live results. Errors are RFC 9457 problem details with a stable `code`.',
		},
		servers: [{ url: `${origin}/api/v1` }],
		paths: {
			...(Object.assign({}, ...parts.map(({ paths }) => paths)) as Record<string, object>),
			'/polls': {
				get: {
					operationId: 'listPolls',
					parameters: [
						...Object.entries(query.properties).map(([name, schema]) => ({ name, in: 'query', schema })),
						language,
					],
					responses: { 200: json('Polls', 'PollList'), 422: refused('`invalid-query`') },
				},
			},
			'/polls/{slug}': {
				get: {
					operationId: 'readPoll',
					parameters: [slug, language],
					responses: { 200: json('The poll', 'Poll'), 404: refused('`not-found`') },
				},
			},
			'/polls/{slug}/results': {
				get: {
					operationId: 'readResults',
					parameters: [slug, language],
					responses: {
						200: json('Results', 'Results'),
						304: { description: 'unchanged since the given ETag' },
						403: refused('`results-hidden`'),
						404: refused('`not-found`'),
					},
				},
			},
			'/polls/{slug}/results/live': {
				get: {
					operationId: 'watchResults',
					parameters: [slug, language],
					responses: {
						200: {
							description:
								'event `results` with the same data as `/results`, now and at every change; event `stale` while the server hears of no changes, until `results` comes again; a comment every 15 s',
							content: { 'text/event-stream': { schema: { type: 'string' } } },
						},
						403: refused('`results-hidden`'),
						404: refused('`not-found`'),
						503: refused('`too-many-streams`'),
					},
				},
			},
			'/polls/{slug}/results.csv': {
				get: {
					operationId: 'exportResults',
					parameters: [slug, language],
					responses: {
						200: { description: 'UTF-8 with BOM', content: { 'text/csv': { schema: { type: 'string' } } } },
						403: refused('`results-hidden`'),
						404: refused('`not-found`'),
					},
				},
			},
			'/polls/{slug}/votes': {
				post: {
					operationId: 'castVote',
					description:
						'An `open` poll needs no sign-in: the first answer sets a device cookie. A write that carries a cookie needs a same-origin Origin or Sec-Fetch-Site.',
					parameters: [slug],
					requestBody: { required: true, content: { 'application/json': { schema: ref('Vote') } } },
					responses: {
						200: json('changed, or the same vote sent again', 'Counted'),
						201: json('counted', 'Counted'),
						401: refused('`sign-in-required`'),
						403: refused('`not-eligible`, `poll-not-open`, `cross-site`'),
						404: refused('`not-found`'),
						409: refused('`no-more-changes`'),
						410: refused('`poll-closed`'),
						413: refused('`too-large`'),
						415: refused('`not-json`'),
						422: refused('`invalid-choices`, `other-too-long`, `bad-challenge`'),
						429: refused('`slow-down`, with Retry-After and, where a proof of work lifts it, `challenge`'),
						503: refused('`busy`, with Retry-After'),
					},
				},
			},
		},
		components: {
			schemas: Object.fromEntries(
				Object.entries(
					Object.assign({}, SCHEMAS, ...parts.map(({ schemas }) => schemas)) as Record<string, z.ZodType>,
				).map(([name, schema]) => {
					const { $schema: _, ...rest } = z.toJSONSchema(schema) as Record<string, unknown>;
					return [name, rest];
				}),
			),
		},
	};
}

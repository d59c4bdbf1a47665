/** Descriptions of polls for sites that know oEmbed 1.0 (https://oembed.com), of the type `rich`. */
import { z } from 'zod';

const pixels = z.coerce.number().int().min(1).max(10_000).optional().catch(undefined);

export const oembedQuerySchema = z.object({
	url: z.string().max(500).meta({ description: 'address of a poll’s page, its results or its widget' }),
	format: z.string().max(20).optional().meta({ description: '`json`; there is no other' }),
	maxwidth: pixels,
	maxheight: pixels,
});

export const oembedSchema = z.object({
	version: z.literal('1.0'),
	type: z.literal('rich'),
	title: z.string(),
	provider_name: z.string(),
	provider_url: z.string(),
	cache_age: z.int().meta({ description: 'seconds' }),
	html: z.string(),
	width: z.int(),
	height: z.int(),
});

const parameters = (['url', 'format', 'maxwidth', 'maxheight'] as const).map((name) => ({
	name,
	in: 'query',
	required: name === 'url',
	schema: { type: name.startsWith('max') ? 'integer' : 'string' },
}));
const refused = (description: string) => ({
	description,
	content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});

/** What the description of the API says of it. */
export const oembedApi = {
	schemas: { OEmbed: oembedSchema },
	paths: {
		'/oembed': {
			get: {
				operationId: 'describeEmbed',
				parameters,
				responses: {
					200: {
						description: 'How to embed the poll',
						content: { 'application/json': { schema: { $ref: '#/components/schemas/OEmbed' } } },
					},
					404: refused('`not-found`'),
					422: refused('`invalid-query`'),
					501: refused('`format-not-offered`'),
				},
			},
		},
	},
};

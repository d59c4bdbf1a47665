import { z } from 'zod';
import { commentListSchema, commentQuerySchema, newCommentSchema, submittedSchema } from './comment.schema';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const refused = (codes: string) => ({
	description: `code ${codes}`,
	content: { 'application/problem+json': { schema: ref('Problem') } },
});
const json = (description: string, name: string) => ({
	description,
	content: { 'application/json': { schema: ref(name) } },
});
const slug = { name: 'slug', in: 'path', required: true, schema: { type: 'string' } };

function pathsOf(kind: 'poll' | 'topic') {
	const Kind = kind === 'poll' ? 'Poll' : 'Topic';
	const query = z.toJSONSchema(commentQuerySchema) as { properties: Record<string, object> };
	return {
		[`/${kind}s/{slug}/comments`]: {
			get: {
				operationId: `list${Kind}Comments`,
				parameters: [
					slug,
					...Object.entries(query.properties).map(([name, schema]) => ({ name, in: 'query', schema })),
				],
				responses: {
					200: json('Published comments', 'CommentList'),
					304: { description: 'unchanged since the given ETag' },
					404: refused('`not-found`'),
					422: refused('`invalid-query`'),
				},
			},
			post: {
				operationId: `write${Kind}Comment`,
				description:
					'By somebody who is signed in and has a display name. It needs a same-origin Origin or Sec-Fetch-Site. A text with personal data is not taken before its author has chosen what becomes of them.',
				parameters: [slug],
				requestBody: { required: true, content: { 'application/json': { schema: ref('NewComment') } } },
				responses: {
					201: json('published', 'SubmittedComment'),
					202: json('held for a moderator', 'SubmittedComment'),
					401: refused('`sign-in-required`'),
					403: refused('`suspended`, `banned`, `warning-first`, `cross-site`'),
					404: refused('`not-found`'),
					409: refused('`name-required`, `parent-gone`, `repeated`'),
					410: refused('`thread-closed`'),
					413: refused('`too-large`'),
					415: refused('`not-json`'),
					422: refused(
						'`invalid-comment`, `empty`, `too-long`, `banned-word`; `personal-data` with `masked`: how it reads with personal data covered, to be shown to its author, who chooses with `personal`',
					),
					429: refused('`too-many`, with Retry-After'),
				},
			},
		},
		[`/${kind}s/{slug}/comments/live`]: {
			get: {
				operationId: `watch${Kind}Comments`,
				parameters: [slug],
				responses: {
					200: {
						description:
							'event `comments` with `{"total"}`, now and at every change; a comment line every 15 s',
						content: { 'text/event-stream': { schema: { type: 'string' } } },
					},
					404: refused('`not-found`'),
					503: refused('`too-many-streams`'),
				},
			},
		},
	};
}

/** What the description of the API says of this room. */
export const commentsApi = {
	schemas: {
		CommentList: commentListSchema,
		NewComment: newCommentSchema,
		SubmittedComment: submittedSchema,
	},
	paths: { ...pathsOf('poll'), ...pathsOf('topic') },
};

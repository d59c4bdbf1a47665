/** The API's reading and writing of threads, the same for polls and topics. */
import { db } from '../../server/db/client';
import { problem, tooManyStreams } from '../../server/problem';
import { publicProblem, publicRead, READABLE_FROM_ANYWHERE } from '../../server/public-read';
import { readJson } from '../../server/read-json';
import { openStream, streamResponse, type StreamReader } from '../../server/live/stream';
import type { Actor } from '../../people/actor';
import { PERSONAL_CHOICES } from '../comment';
import { commentQuerySchema, cursorSchema, newCommentSchema } from '../comment.schema';
import { chosenWording } from '../screening/wording';
import type { Nested, ShownComment } from '../thread-view';
import { liveThreads } from './live-thread';
import { listThread } from './reads';
import { submitComment, type SubmitRefusal } from './submit-comment';
import { findThread, type ThreadSubject } from './threads';

const MAX_BYTES = 65_536;

export async function readComments(request: Request, url: URL, subject: ThreadSubject): Promise<Response> {
	const query = commentQuerySchema.safeParse(Object.fromEntries(url.searchParams));
	const cursor = cursorSchema.optional().safeParse(query.data?.cursor);
	if (!query.success || !cursor.success)
		return publicProblem(422, 'invalid-query', 'The query is not one that this list knows.');
	const thread = await findThread(db(), subject);
	if (!thread) return publicProblem(404, 'not-found', 'There is nothing of this name.');
	const page = await listThread(db(), {
		threadId: thread.id,
		sort: query.data.sort ?? 'newest',
		cursor: cursor.data,
		limit: 20,
	});
	const body = {
		comments: page.conversations.map((one) => ({
			...publicly(one),
			replies: flat(one.children).map(publicly),
			replyCount: one.replies,
		})),
		next: page.next,
		total: thread.publishedCount,
		closed: thread.closed,
		closesAt: thread.closesAt,
	};
	return publicRead(request, { body: JSON.stringify(body), maxAge: 2 });
}

const flat = (nodes: Nested[]): Nested[] => nodes.flatMap((node) => [node, ...flat(node.children)]);

function publicly(comment: ShownComment) {
	const { id, parentId, author, verified, isOfficial, body, publishedAt, revision, picked } = comment;
	const { agree, disagree, pass, gone } = comment;
	return {
		id,
		parent: parentId,
		gone,
		author,
		verified,
		official: isOfficial,
		body,
		publishedAt,
		edited: gone === null && revision > 1,
		picked,
		reactions: { agree, disagree, pass },
	};
}

const TITLES: Record<SubmitRefusal, [status: number, title: string]> = {
	'not-found': [404, 'There is nothing of this name.'],
	'not-allowed': [403, 'Only an official answers as one.'],
	'name-required': [409, 'Choose a display name first, on the account page.'],
	'parent-gone': [409, 'The comment that is answered is not there.'],
	empty: [422, 'The comment is empty.'],
	'too-long': [422, 'The comment is longer than 2,000 characters.'],
	'banned-word': [422, 'The comment contains words that are not used here.'],
	repeated: [409, 'This text was sent here before.'],
	'thread-closed': [410, 'Comments are closed here.'],
	suspended: [403, 'You cannot comment for the time being.'],
	banned: [403, 'You can no longer comment.'],
	'warning-first': [403, 'Read the warning on your account page first.'],
	'too-many': [429, 'You are writing rather fast. Wait some minutes.'],
};

export async function writeComment(
	request: Request,
	actor: Actor | undefined,
	subject: ThreadSubject,
): Promise<Response> {
	const read = await readJson(request, MAX_BYTES);
	if (!read.ok) {
		switch (read.reason) {
			case 'not-json':
				return problem(415, 'not-json', 'Send application/json.');
			case 'too-large':
				return problem(413, 'too-large', `The body is larger than ${MAX_BYTES} bytes.`);
			case 'malformed':
				return problem(422, 'invalid-comment', 'The body is not JSON.');
		}
	}
	const comment = newCommentSchema.safeParse(read.value);
	if (!comment.success) return problem(422, 'invalid-comment', 'Send {"body", "parent", "personal"}.');
	if (!actor) return problem(401, 'sign-in-required', 'Sign in first.', { signIn: '/sign-in' });
	const { body, parent, personal } = comment.data;
	const wording = chosenWording(body, personal);
	if ('masked' in wording)
		return problem(422, 'personal-data', 'Ask its author: cover personal data, or send it as it is.', {
			masked: wording.masked,
			choices: PERSONAL_CHOICES,
		});
	const said = await submitComment(db(), actor, subject, { body: wording.body, parentId: parent });
	if (!said.ok) {
		const [status, title] = TITLES[said.reason];
		const headers: Record<string, string> = said.reason === 'too-many' ? { 'retry-after': '600' } : {};
		return problem(status, said.reason, title, { headers });
	}
	return new Response(JSON.stringify({ id: said.value.id, state: said.value.state }), {
		status: said.value.state === 'published' ? 201 : 202,
		headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
	});
}

export async function watchComments(subject: ThreadSubject, reader: StreamReader): Promise<Response> {
	const thread = await findThread(db(), subject);
	if (!thread) return publicProblem(404, 'not-found', 'There is nothing of this name.');
	const stream = openStream(liveThreads, thread.id, reader);
	return stream ? streamResponse(stream, READABLE_FROM_ANYWHERE) : tooManyStreams();
}

/** Load and form actions of the pages that carry a thread: a poll's and a topic's. */
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actor } from '../../people/actor';
import { can } from '../../people/can';
import { displayNameSchema, type NameFault } from '../../people/display-name.schema';
import { listAreaPath } from '../../people/server/areas';
import { namePerson } from '../../people/server/name-person';
import { db } from '../../server/db/client';
import { isPassing } from '../../server/db/errors';
import { takeHourly } from '../../server/rate-limit';
import { formText } from '../../shared/form-text';
import type { ThreadClosed } from '../comment';
import { bodySchema, cursorSchema, reactionSchema, reportSchema, sortSchema } from '../comment.schema';
import { chosenWording } from '../screening/wording';
import type { Conversation, ThreadPage, WaitingComment } from '../thread-view';
import { dropDraft, findDraft, keepDraft } from './drafts';
import { findConversation, findShown, listOwnWaiting, listPicks, listThread } from './reads';
import { react } from './react';
import { reportComment } from './report-comment';
import { submitComment, type SubmitRefusal } from './submit-comment';
import { findThread, pathOf, type ThreadSubject } from './threads';

/** A text that is kept for somebody who signs in; more of them an hour and address is no crowd. */
const DRAFTS_HARD = 2_000;
const TYPED_MOST = 20_000;

export type Addressed = Pick<ThreadPage, 'next'> & {
	total: number;
	path: string;
	sort: ReturnType<typeof sortSchema.parse>;
	isFirstPage: boolean;
	closed: ThreadClosed | null;
	/** When it closes by the clock, or did. */
	closesAt: Date | null;
	waitsFirst: boolean;
	conversations: Conversation[];
	picks: Conversation[];
	/** The conversation that the address names, shown before all others. */
	linked: Conversation | null;
	linkedId: string | null;
	waiting: WaitingComment[];
	replyTo: { id: string; author: string | null; body: string } | null;
	reporting: { id: string; author: string | null; body: string } | null;
	/** Typed before signing in. */
	draft: string;
	reader: { name: string | null; verified: boolean; mayAnswer: boolean } | null;
};

type PageEvent = Pick<RequestEvent, 'url' | 'cookies' | 'locals'>;

/** @returns undefined where nothing can be discussed */
export async function loadThread(event: PageEvent, subject: ThreadSubject): Promise<Addressed | undefined> {
	const thread = await findThread(db(), subject);
	if (!thread) return undefined;
	const { searchParams } = event.url;
	const actor = event.locals.actor;
	const viewer = actor?.personId;
	const sort = sortSchema.parse(searchParams.get('sort') ?? 'newest');
	const after = searchParams.get('after');
	// To parse nothing would be a fault, and a fault costs more than all the rest here.
	const cursor = after === null ? undefined : cursorSchema.safeParse(after).data;
	const place = { threadId: thread.id, viewer };
	const named = (name: string) => uuid(searchParams.get(name));
	const linkedId = named('comment');
	const draft = await findDraft(db(), event.cookies, thread.id);
	const replyId = named('reply') ?? draft?.parentId;
	const reportId = named('report');

	const [page, picks, linked, waiting, replyTo, reporting, mayAnswer] = await Promise.all([
		listThread(db(), { ...place, sort, cursor }),
		cursor ? [] : listPicks(db(), thread.id, viewer),
		linkedId ? findConversation(db(), { ...place, id: linkedId }) : undefined,
		viewer ? listOwnWaiting(db(), thread.id, viewer) : [],
		replyId ? findShown(db(), { ...place, id: replyId }) : undefined,
		reportId ? findShown(db(), { ...place, id: reportId }) : undefined,
		mayAnswerAs(actor, thread.areaCode),
	]);
	const apart = new Set([...picks, ...(linked ? [linked] : [])].map(({ id }) => id));
	return {
		path: pathOf(subject),
		sort,
		isFirstPage: cursor === undefined,
		closed: thread.closed,
		closesAt: thread.closesAt,
		waitsFirst: thread.mode === 'before',
		conversations: page.conversations.filter(({ id }) => !apart.has(id)),
		next: page.next,
		total: thread.publishedCount,
		picks: picks.filter(({ id }) => id !== linked?.id),
		linked: linked ?? null,
		linkedId: linked ? (linkedId ?? null) : null,
		waiting,
		replyTo: replyTo ?? null,
		reporting: reporting ?? null,
		draft: draft?.body ?? '',
		reader: actor ? { name: actor.displayName, verified: actor.verified, mayAnswer } : null,
	};
}

const uuid = (text: string | null): string | undefined =>
	text && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) ? text : undefined;

async function mayAnswerAs(actor: Actor | undefined, areaCode: string | null): Promise<boolean> {
	if (!actor || actor.grants.length === 0) return false;
	const areas = await listAreaPath(db(), areaCode);
	return can(actor, 'comment.answer', { subject: { areas }, now: new Date() }) === 'yes';
}

export type CommentFault = SubmitRefusal | 'slow-down' | 'busy' | NameFault;

/** A database that is away for a moment, or full, costs nobody what they have written. */
export async function commentAction(event: RequestEvent, subject: ThreadSubject) {
	const form = await event.request.formData();
	try {
		return await takeComment(event, subject, form);
	} catch (error) {
		if (!isPassing(error)) throw error;
		event.setHeaders({ 'retry-after': '5' });
		const parentId = uuid(formText(form, 'parent')) ?? null;
		const commentFault: CommentFault = 'busy';
		const body = formText(form, 'body', TYPED_MOST);
		return fail(503, { commentFault, body, parentId, name: formText(form, 'name', 500) });
	}
}

async function takeComment(event: RequestEvent, subject: ThreadSubject, form: FormData) {
	const body = formText(form, 'body', TYPED_MOST);
	const parentId = uuid(formText(form, 'parent')) ?? null;
	const typedName = formText(form, 'name', 500);
	const actor = event.locals.actor;
	const personal = formText(form, 'personal');
	const refused = (status: number, commentFault: CommentFault) =>
		fail(status, { commentFault, body, parentId, name: typedName });

	if (!actor) {
		const written = bodySchema.safeParse(body);
		if (!written.success) return refused(422, written.error.issues[0]!.message as 'empty' | 'too-long');
		const thread = await findThread(db(), subject);
		if (!thread) return refused(404, 'not-found');
		const { verdict } = await takeHourly({
			purpose: 'comment-draft',
			ip: event.getClientAddress(),
			free: DRAFTS_HARD,
			hard: DRAFTS_HARD,
		});
		if (verdict === 'refuse') return refused(429, 'slow-down');
		await keepDraft(db(), event.cookies, { threadId: thread.id, parentId, body: written.data });
		redirect(303, `/sign-in?next=${encodeURIComponent(`${pathOf(subject)}#write`)}`);
	}
	if (actor.displayName === null) {
		const name = displayNameSchema.safeParse(typedName);
		if (!name.success) return refused(422, name.error.issues[0]!.message as NameFault);
		await namePerson(db(), actor.personId, name.data);
		event.locals.actor = { ...actor, displayName: name.data };
	}
	const asOfficial = formText(form, 'official') === 'yes';
	const wording = chosenWording(body, personal);
	if ('masked' in wording)
		return fail(422, { masked: wording.masked, body, parentId, name: typedName, asOfficial });
	const said = await submitComment(db(), event.locals.actor!, subject, {
		body: wording.body,
		parentId,
		asOfficial,
	});
	if (!said.ok) return refused(said.reason === 'not-found' ? 404 : 422, said.reason);
	await dropDraft(db(), event.cookies);
	return { said: said.value.state, saidId: said.value.id, holds: said.value.holds };
}

/** Without a session, signing in comes first and leads back to the comment. */
function signInFor(subject: ThreadSubject, comment: string): never {
	const back = `${pathOf(subject)}?comment=${comment}#c-${comment}`;
	redirect(303, `/sign-in?next=${encodeURIComponent(back)}`);
}

export async function reactAction(event: RequestEvent, subject: ThreadSubject) {
	const parsed = reactionSchema.safeParse(Object.fromEntries(await event.request.formData()));
	if (!parsed.success) return fail(422, { reactFault: 'not-published' as const });
	if (!event.locals.actor) signInFor(subject, parsed.data.comment);
	const done = await react(db(), event.locals.actor, parsed.data);
	return done.ok
		? { reacted: true }
		: fail(done.reason === 'not-verified' ? 403 : 409, { reactFault: done.reason });
}

export async function reportAction(event: RequestEvent, subject: ThreadSubject) {
	const form = Object.fromEntries(await event.request.formData());
	const parsed = reportSchema.safeParse(form);
	if (!parsed.success) return fail(422, { reportFault: 'no-reason' as const });
	if (!event.locals.actor) signInFor(subject, parsed.data.comment);
	const done = await reportComment(db(), event.locals.actor, parsed.data);
	return done.ok ? { reported: true } : fail(409, { reportFault: done.reason });
}

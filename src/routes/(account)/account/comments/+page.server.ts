import { fail } from '@sveltejs/kit';
import { chosenWording } from '$lib/comments/screening/wording';
import { reviseComment } from '$lib/comments/server/revise-comment';
import { readPreparedRules } from '$lib/comments/server/screening-rules';
import { withdrawComment } from '$lib/comments/server/withdraw-comment';
import { appealSchema } from '$lib/moderation/moderation.schema';
import { openAppeal } from '$lib/moderation/server/appeals';
import {
	listOwnComments,
	listOwnNotices,
	listOwnSanctions,
	readNotices,
} from '$lib/moderation/server/own-reads';
import { acknowledgeWarnings } from '$lib/moderation/server/sanctions';
import { db } from '$lib/server/db/client';
import { formText } from '$lib/shared/form-text';
import type { Actions, PageServerLoad } from './$types';

const SHOWN = 200;

export const load: PageServerLoad = async ({ locals, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	const { personId } = locals.actor!;
	const [comments, sanctions, notices, { editMinutes, appealDays }] = await Promise.all([
		listOwnComments(db(), personId, { lang: locals.lang, limit: SHOWN }),
		listOwnSanctions(db(), personId),
		listOwnNotices(db(), personId),
		readPreparedRules(db()),
	]);
	// What is on this page has been read.
	await readNotices(db(), personId);
	return { comments, sanctions, notices, editMinutes, appealDays };
};

export const actions: Actions = {
	revise: async ({ request, locals }) => {
		const form = await request.formData();
		const id = formText(form, 'comment');
		const body = formText(form, 'body', 20_000);
		const wording = chosenWording(body, formText(form, 'personal'));
		if ('masked' in wording) return fail(422, { id, masked: wording.masked, body });
		const revised = await reviseComment(db(), locals.actor!, {
			id,
			revision: Number(formText(form, 'revision')),
			body: wording.body,
		});
		return revised.ok ? { id, said: revised.value.state } : fail(422, { id, fault: revised.reason, body });
	},
	withdraw: async ({ request, locals }) => {
		const id = formText(await request.formData(), 'comment');
		const done = await withdrawComment(db(), locals.actor!, id);
		return done.ok ? { id, said: 'withdrawn' as const } : fail(409, { id, fault: done.reason, body: '' });
	},
	appeal: async ({ request, locals }) => {
		const form = await request.formData();
		const id = formText(form, 'comment');
		const parsed = appealSchema.safeParse({ comment: id, words: formText(form, 'words', 2_000) });
		if (!parsed.success)
			return fail(422, { id, appealFault: 'words' as const, words: formText(form, 'words', 2_000) });
		const done = await openAppeal(db(), locals.actor!, parsed.data);
		return done.ok
			? { id, appealed: true }
			: fail(409, { id, appealFault: done.reason, words: parsed.data.words });
	},
	acknowledge: async ({ locals }) => {
		await acknowledgeWarnings(db(), locals.actor!);
		return { acknowledged: true };
	},
};

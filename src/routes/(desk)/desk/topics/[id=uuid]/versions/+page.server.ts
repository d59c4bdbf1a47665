import { error } from '@sveltejs/kit';
import { db } from '$lib/server/db/client';
import { diffLines } from '$lib/shared/line-diff';
import { emptyTopicForm, topicDifferences } from '$lib/topics/desk/topic-form';
import { findDeskTopic, listTopicRevisions } from '$lib/topics/server/desk/desk-reads';
import type { PageServerLoad } from './$types';

const MOST = 100;

export const load: PageServerLoad = async ({ params, setHeaders, url }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	const [topic, revisions] = await Promise.all([
		findDeskTopic(db(), params.id),
		listTopicRevisions(db(), params.id, MOST),
	]);
	if (!topic) error(404);
	// One comparison at a time: texts may be long.
	const wanted = Number(url.searchParams.get('version'));
	const at = Math.max(
		0,
		revisions.findIndex(({ version }) => version === wanted),
	);
	const [shown, before] = [revisions[at], revisions[at + 1]];
	return {
		topic: { id: topic.id, title: topic.form.title[topic.form.originalLang] || topic.slug },
		revisions: revisions.map(({ version, madeAt, madeByName }) => ({ version, madeAt, madeByName })),
		shown: shown && {
			version: shown.version,
			isFirst: before === undefined,
			changes: topicDifferences(before?.form ?? emptyTopicForm(), shown.form).map((one) => ({
				field: one.field,
				lines: diffLines(one.before, one.after),
			})),
		},
	};
};

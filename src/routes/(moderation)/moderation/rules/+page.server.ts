import { fail } from '@sveltejs/kit';
import { rulesSchema } from '$lib/comments/screening/rules.schema';
import { readWordLines, writeWordLines } from '$lib/comments/screening/word-lines';
import { changeRules, readRules } from '$lib/comments/server/screening-rules';
import { tryRules } from '$lib/comments/server/try-rules';
import { db } from '$lib/server/db/client';
import { formText } from '$lib/shared/form-text';
import type { Actions, PageServerLoad } from './$types';

const LISTS = ['banned', 'suspect', 'agency'] as const;
const LIST_MOST = 200_000;

export const load: PageServerLoad = async ({ setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	const { id, rules } = await readRules(db());
	const { banned, suspect, agency, ...rest } = rules;
	return {
		seen: id,
		lists: {
			banned: writeWordLines(banned),
			suspect: writeWordLines(suspect),
			agency: writeWordLines(agency),
		},
		rules: rest,
	};
};

/** As typed, to be shown again; and the rules, where all of it can be read. */
function readForm(form: FormData) {
	const lists = Object.fromEntries(LISTS.map((name) => [name, formText(form, name, LIST_MOST)])) as Record<
		(typeof LISTS)[number],
		string
	>;
	const read = LISTS.map((name) => ({ name, ...readWordLines(lists[name]) }));
	const faults = read
		.filter(({ faults }) => faults.length > 0)
		.map(({ name, faults }) => ({ name, lines: faults.slice(0, 10) }));
	const number = (name: string) => Number(formText(form, name));
	const typed = {
		bannedWords: formText(form, 'bannedWords'),
		linksFree: number('linksFree'),
		perTenMinutes: number('perTenMinutes'),
		capitalsShare: number('capitalsShare') / 100,
		rejectedShare: number('rejectedShare') / 100,
		holdFirst: formText(form, 'holdFirst') === 'yes',
		secondYes: formText(form, 'secondYes') === 'yes',
		reportsNeeded: number('reportsNeeded'),
		editMinutes: number('editMinutes'),
		appealDays: number('appealDays'),
	};
	const rules = rulesSchema.safeParse({
		...typed,
		...Object.fromEntries(read.map(({ name, entries }) => [name, entries])),
	});
	return {
		lists,
		typed,
		faults,
		rules,
		seen: Number(formText(form, 'seen')),
		text: formText(form, 'text', 4_000),
	};
}

export const actions: Actions = {
	try: async ({ request }) => {
		const { lists, typed, faults, rules, text, seen } = readForm(await request.formData());
		if (faults.length > 0 || !rules.success)
			return fail(422, { problem: 'unreadable' as const, faults, lists, typed, text, seen });
		return { trial: await tryRules(db(), rules.data, text), lists, typed, text, seen };
	},
	save: async ({ request, locals }) => {
		const { lists, typed, faults, rules, text, seen } = readForm(await request.formData());
		if (faults.length > 0 || !rules.success)
			return fail(422, { problem: 'unreadable' as const, faults, lists, typed, text, seen });
		const saved = await changeRules(db(), locals.actor!, { rules: rules.data, seen });
		if (saved.ok) return { saved: true };
		return fail(409, { problem: saved.reason, faults: [], lists, typed, text, seen });
	},
};

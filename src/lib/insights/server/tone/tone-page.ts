/** What the page on tones loads, and what its form does. */
import { fail, type RequestEvent } from '@sveltejs/kit';
import { areasOf, can } from '../../../people/can';
import { db } from '../../../server/db/client';
import { reading, type Reader } from '../../../server/db/reader';
import { accuracy, countOf } from '../../tone/training/measure';
import { shippedModel } from '../../tone/shipped-model';
import { figuresOf, toneSeries, type TonePart } from '../../tone/counted';
import { toneCheckSchema, toneFiltersSchema } from '../../tone.schema';
import { checkTone } from './check-tone';
import {
	countDue,
	listAllRated,
	listRated,
	listTallies,
	listToneChoices,
	type AskedTone,
	type TallyLine,
} from './tone-reads';

type Asking = Pick<RequestEvent, 'url' | 'locals'>;

function asked({ url, locals }: Asking): AskedTone {
	const filters = toneFiltersSchema.parse(Object.fromEntries(url.searchParams));
	return { filters, lang: locals.lang, scope: locals.actor ? areasOf(locals.actor, 'tone.check') : [] };
}

/** What is counted: for the page, and for files of its figures. */
async function readTones(reader: Reader, question: AskedTone) {
	const tallies = await listTallies(reader, question);
	const { measured } = shippedModel();
	return {
		filters: question.filters,
		figures: figuresOf(tallies),
		series: toneSeries(tallies),
		conversations: partsOf(tallies, ({ kind, slug, title }) => ({
			value: `${kind}s/${slug}`,
			name: title,
		})),
		areas: partsOf(tallies, ({ areaCode, area }) => ({ value: areaCode ?? '', name: area ?? areaCode })),
		choices: await listToneChoices(reader, question),
		sureRight: accuracy(measured.sure),
		measuredOn: countOf(measured.confusion),
		now: new Date(),
	};
}

/** All rated comments that fit, read while they are written to a file. Of areas whose figures one may take along. */
export async function listRatedFor({ url, locals }: Asking) {
	const scope = locals.actor ? areasOf(locals.actor, 'dashboard.export') : [];
	const question = { ...asked({ url, locals }), scope };
	const counted = await reading(db(), (reader) => readTones(reader, question));
	return { ...counted, rated: listAllRated(db(), question) };
}

export function loadToneFigures(asking: Asking) {
	return reading(db(), (reader) => readTones(reader, asked(asking)));
}

export async function loadTones(asking: Asking) {
	const question = asked(asking);
	const { actor } = asking.locals;
	return reading(db(), async (reader) => ({
		mayExport: can(actor, 'dashboard.export', { now: new Date() }) !== 'not-allowed',
		...(await readTones(reader, question)),
		due: await countDue(reader),
		...(await listRated(reader, question)),
	}));
}

/** The part with most comments first. */
function partsOf(
	tallies: readonly TallyLine[],
	of: (line: TallyLine) => { value: string; name: string | null },
): TonePart[] {
	const parts = new Map<string, { name: string | null; tallies: TallyLine[] }>();
	for (const line of tallies) {
		const { value, name } = of(line);
		const part = parts.get(value) ?? { name, tallies: [] };
		part.tallies.push(line);
		parts.set(value, part);
	}
	return [...parts]
		.map(([value, { name, tallies }]) => ({ value, name, figures: figuresOf(tallies) }))
		.sort((a, b) => b.figures.all - a.figures.all);
}

export async function checkAction({ request, locals }: RequestEvent) {
	const parsed = toneCheckSchema.safeParse(Object.fromEntries(await request.formData()));
	if (!parsed.success || !locals.actor) return fail(422, { fault: 'not-found' as const, checked: '' });
	const { comment } = parsed.data;
	const done = await checkTone(db(), locals.actor, parsed.data);
	if (done.ok) return { fault: undefined, checked: comment };
	return fail(done.reason === 'changed' ? 409 : 404, { fault: done.reason, checked: comment });
}

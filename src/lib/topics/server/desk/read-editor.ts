/** What the form of a topic carries: words, a wish, and perhaps a picture, which is kept before anything is saved. */
import type { IncomingMessage } from 'node:http';
import type { Actor } from '../../../people/actor';
import type { Denial } from '../../../people/can';
import type { Db } from '../../../server/db/client';
import type { FileStore } from '../../../server/files/file-store';
import { readCutForm } from '../../../server/read-cut-form';
import { formText } from '../../../shared/form-text';
import { ok, refuse, type Result } from '../../../shared/result';
import { readTopicForm, type TopicForm, type TopicProblem } from '../../desk/topic-form';
import { MOST_BYTES, type Picture, type PictureFault } from '../../picture';
import { findPicture } from '../pictures/reads';
import { BUSY_RETRY_AFTER, takePicture } from '../pictures/take-picture';
import { renderMarkdown } from '../render-markdown';

const WISHES = ['save', 'publish', 'preview', 'send-picture', 'remove-picture'] as const;
/** What the words of the longest topic take beside the file. */
const WORDS_BYTES = 1_500_000;

export interface EditedTopic {
	form: TopicForm;
	wish: (typeof WISHES)[number];
	/** The one that was edited; 0: none. */
	version: number;
	/** With the picture. */
	problems: TopicProblem[];
	picture: Picture | undefined;
	preview: { vi: string; en: string } | undefined;
}

export async function readTopicEditor(
	db: Db,
	by: Actor,
	{ request, raw, store }: { request: Request; raw: IncomingMessage | undefined; store: FileStore },
): Promise<Result<EditedTopic, Denial | 'malformed'>> {
	const read = await readCutForm(request, raw, MOST_BYTES + WORDS_BYTES);
	if (!read.ok) return read;
	const { form: given, wasCut } = read.value;
	const form = readTopicForm(given);
	const wish = WISHES.find((one) => one === formText(given, 'do')) ?? 'save';
	const problems: TopicProblem[] = [];
	const file = given.get('picture');
	if (wish === 'remove-picture') form.pictureId = '';
	// A field in which nothing was chosen sends a file without a name.
	else if (file instanceof File && file.name !== '') {
		const taken = wasCut
			? refuse<PictureFault>('too-heavy')
			: await takePicture(db, by, { bytes: new Uint8Array(await file.arrayBuffer()), store });
		if (taken.ok) form.pictureId = taken.value;
		else if (isDenial(taken.reason)) return refuse(taken.reason);
		else problems.push({ field: 'picture', fault: taken.reason });
	} else if (wish === 'send-picture') problems.push({ field: 'picture', fault: 'empty' });
	return ok({
		...{ form, wish, problems, version: Number(formText(given, 'version')) || 0 },
		picture: form.pictureId ? await findPicture(db, form.pictureId) : undefined,
		preview:
			wish === 'preview' ? { vi: renderMarkdown(form.body.vi), en: renderMarkdown(form.body.en) } : undefined,
	});
}

/** A form that came while too many pictures were being made may be sent again as it is, and is told when. */
export function statusOf(
	problems: readonly TopicProblem[],
	setHeaders: (headers: Record<string, string>) => void,
): 400 | 503 {
	if (!problems.some(({ fault }) => fault === 'busy')) return 400;
	setHeaders({ 'retry-after': String(BUSY_RETRY_AFTER) });
	return 503;
}

function isDenial(reason: Denial | PictureFault): reason is Denial {
	return (
		reason === 'not-allowed' ||
		reason === 'sign-in-required' ||
		reason === 'second-factor-required' ||
		reason === 'step-up-required'
	);
}

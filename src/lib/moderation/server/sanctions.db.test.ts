import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestDesk } from '../../../../tests/support/moderation';
import { submitComment } from '../../comments/server/submit-comment';
import { findPersonFile } from './person-file';
import { acknowledgeWarnings, imposeSanction, liftSanction } from './sanctions';

let desk: Awaited<ReturnType<typeof openTestDesk>>;

beforeAll(async () => {
	desk = await openTestDesk();
});
afterAll(() => desk?.close());
beforeEach(() => desk.renew());

describe('sanctions', () => {
	test('a pause keeps somebody silent, a warning until it is read, and lifting ends both', async () => {
		const { author } = await desk.held();
		const say = (body: string) => submitComment(desk.db, author, desk.subject, { body });
		expect(
			await imposeSanction(desk.db, desk.lan, {
				person: author.personId,
				kind: 'suspend',
				reason: 'Lặp lại',
			}),
		).toMatchObject({ reason: 'days-missing' });
		await imposeSanction(desk.db, desk.lan, {
			person: author.personId,
			kind: 'suspend',
			reason: 'Lặp lại',
			days: 3,
		});
		expect(await say('Tôi nói tiếp')).toMatchObject({ reason: 'suspended' });
		const file = await findPersonFile(desk.db, desk.lan, { id: author.personId, lang: 'vi' });
		expect(file).toMatchObject({ held: 1, sanctions: [{ kind: 'suspend', counts: true, by: 'Lan' }] });
		await liftSanction(desk.db, desk.minh, file!.sanctions[0]!.id);
		await imposeSanction(desk.db, desk.lan, { person: author.personId, kind: 'warn', reason: 'Xin giữ lời' });
		expect(await say('Tôi nói nữa')).toMatchObject({ reason: 'warning-first' });
		await acknowledgeWarnings(desk.db, author);
		expect(await say('Tôi nói lại')).toMatchObject({ ok: true });
	});
});

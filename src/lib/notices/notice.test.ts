import { expect, test } from 'vitest';
import { checkNoticeForm, emptyNoticeForm, noticeState, readNoticeForm, type NoticeForm } from './notice';

const good: NoticeForm = {
	...emptyNoticeForm({ startsAt: '2026-06-01T08:00', endsAt: '2026-06-02T08:00' }),
	body: { vi: 'Bảo trì tối nay.', en: '' },
};

test.each<[string, Partial<NoticeForm>, object[]]>([
	['good', {}, []],
	['no words', { body: { vi: ' ', en: 'x' } }, [{ field: 'body_vi', fault: 'missing' }]],
	['too long', { body: { vi: 'ă'.repeat(301), en: '' } }, [{ field: 'body_vi', fault: 'too-long' }]],
	[
		'over before it starts',
		{ endsAt: '2026-06-01T08:00' },
		[{ field: 'endsAt', fault: 'ends-before-start' }],
	],
	['no time', { startsAt: 'mai' }, [{ field: 'startsAt', fault: 'no-time' }]],
])('%s', (_, changes, problems) => {
	const checked = checkNoticeForm({ ...good, ...changes });
	expect(checked.ok ? [] : checked.problems).toEqual(problems);
});

test.each([
	['2026-06-01T00:59:59Z', 'coming'],
	['2026-06-01T01:00:00Z', 'shown'],
	['2026-06-02T00:59:59Z', 'shown'],
	['2026-06-02T01:00:00Z', 'over'],
])('at %s it is %s', (now, state) => {
	const checked = checkNoticeForm(good);
	if (!checked.ok) throw new Error('refused');
	expect(noticeState(checked.content, new Date(now))).toBe(state);
});

test('what a form does not say is what is meant most often', () => {
	expect(readNoticeForm(new FormData())).toEqual(emptyNoticeForm());
});

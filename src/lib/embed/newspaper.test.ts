import { expect, test } from 'vitest';
import { checkNewspaperForm } from './newspaper';

test('origins come one on a line, each once, as browsers write them', () => {
	expect(
		checkNewspaperForm({
			name: '  Báo  Mẫu ',
			origins: 'https://Bao.example/\nhttps://bao.example\n\nhttps://*.bao.example',
		}),
	).toEqual({
		ok: true,
		content: { name: 'Báo Mẫu', origins: ['https://bao.example', 'https://*.bao.example'] },
	});
});

test.each([
	['', 'https://bao.example', 'no-name'],
	['x'.repeat(121), 'https://bao.example', 'name-too-long'],
	['Báo', ' \n ', 'no-origin'],
	['Báo', 'https://bao.example\nhttp://bao.example', 'bad-origin'],
	['Báo', Array.from({ length: 11 }, (_, i) => `https://b${i}.example`).join('\n'), 'too-many-origins'],
])('%j with %j is refused: %s', (name, origins, fault) => {
	expect(checkNewspaperForm({ name, origins })).toMatchObject({ ok: false, problems: [{ fault }] });
});

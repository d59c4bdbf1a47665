import { expect, test } from 'vitest';
import { formText } from './form-text';

test('a field is read as text, within its limit; nothing and a file are empty', () => {
	const form = new FormData();
	form.set('name', 'Hòa');
	form.set('file', new File(['x'], 'x.txt'));
	expect(formText(form, 'name')).toBe('Hòa');
	expect(formText(form, 'name', 2)).toBe('Hò');
	expect(formText(form, 'missing')).toBe('');
	expect(formText(form, 'file')).toBe('');
});

import { expect, test } from 'vitest';
import { readCutForm } from './read-cut-form';

/** As a browser sends it: words before the file and behind it. */
async function sent(size: number) {
	const form = new FormData();
	form.set('title', 'Đường sá');
	form.set('picture', new File([Buffer.alloc(size, '--x\r\n')], 'anh.jpg'));
	form.set('alt', 'Một con đường');
	form.set('do', 'save');
	const { headers, body } = new Response(form);
	const bytes = await new Response(body).arrayBuffer();
	return new Request('http://localhost/', {
		method: 'POST',
		body: bytes,
		headers: { 'content-type': headers.get('content-type')!, 'content-length': String(bytes.byteLength) },
	});
}

test('a form within the limit is read whole', async () => {
	const read = await readCutForm(await sent(50_000), undefined, 100_000);
	if (!read.ok) throw new Error(read.reason);
	expect(read.value.wasCut).toBe(false);
	expect((read.value.form.get('picture') as File).size).toBe(50_000);
	expect(read.value.form.get('alt')).toBe('Một con đường');
});

test.each([100_001, 200_000, 5_000_000])('of a file of %d bytes the words around it stay', async (size) => {
	const read = await readCutForm(await sent(size), undefined, 100_000);
	if (!read.ok) throw new Error(read.reason);
	const { form, wasCut } = read.value;
	expect(wasCut).toBe(true);
	expect((form.get('picture') as File).size).toBeLessThanOrEqual(100_000);
	expect([form.get('title'), form.get('alt'), form.get('do')]).toEqual(['Đường sá', 'Một con đường', 'save']);
});

test('what is no form, or has no length, is refused', async () => {
	const none = new Request('http://localhost/', { method: 'POST', body: 'x' });
	expect(await readCutForm(none, undefined, 100)).toMatchObject({ reason: 'malformed' });
	const text = new Request('http://localhost/', {
		...{ method: 'POST', body: 'x', headers: { 'content-length': '1', 'content-type': 'text/plain' } },
	});
	expect(await readCutForm(text, undefined, 100)).toMatchObject({ reason: 'malformed' });
});

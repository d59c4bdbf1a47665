/** @returns what a form carries under a name, cut off at `most` characters; empty for nothing and for a file */
export function formText(form: FormData, name: string, most = 1_000): string {
	const value = form.get(name);
	return typeof value === 'string' ? value.slice(0, most) : '';
}

export function match(text: string): boolean {
	return text.length <= 80 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text);
}

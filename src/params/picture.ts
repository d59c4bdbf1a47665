export function match(text: string): boolean {
	return /^[0-9a-f]{64}\.(webp|jpg)$/.test(text);
}

/** HTML by template: whatever is put into it is text, unless it was made by `html` itself. */
export class Html {
	constructor(readonly text: string) {}
}

type Part = string | number | Html | false | undefined | readonly Html[];

export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
	return new Html(strings.map((string, i) => string + render(parts[i])).join(''));
}

function render(part: Part): string {
	if (part === false || part === undefined) return '';
	if (part instanceof Html) return part.text;
	if (typeof part === 'object') return part.map(({ text }) => text).join('');
	return String(part).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

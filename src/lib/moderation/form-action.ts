/**
 * The address of a form that leaves the rest of the page's address as it is: filters, and which page of a list. Without
 * JavaScript the page is read on from where it says what came of the form (DeskSaid.svelte).
 */
export function formAction(name: string, { searchParams }: URL): string {
	const kept = new URLSearchParams([...searchParams].filter(([key]) => !key.startsWith('/')));
	return `${[`?/${name}`, kept.toString()].filter(Boolean).join('&')}#said`;
}

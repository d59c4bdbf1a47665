type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/**
 * What somebody typed before a part of the page was awake. Waking it sets each field to what the server wrote into it.
 * @returns puts it back where it was lost, and tells the part; call it when the part is awake
 */
export function keepTyped(part: Element): () => void {
	const typed = [...part.querySelectorAll<Field>('input, textarea, select')]
		.filter(isChanged)
		.map((field) => {
			const box = field instanceof HTMLInputElement && isBox(field) ? field.checked : undefined;
			const at =
				!(field instanceof HTMLSelectElement) && field.selectionStart !== null
					? ([field.selectionStart, field.selectionEnd] as const)
					: undefined;
			return { field, value: field.value, box, at };
		});
	return () => {
		for (const { field, value, box, at } of typed) {
			if (!field.isConnected) continue;
			field.value = value;
			if (box !== undefined) (field as HTMLInputElement).checked = box;
			for (const name of ['input', 'change']) field.dispatchEvent(new Event(name, { bubbles: true }));
			if (at && document.activeElement === field) (field as HTMLTextAreaElement).setSelectionRange(...at);
		}
	};
}

const isBox = ({ type }: Field) => type === 'checkbox' || type === 'radio';

function isChanged(field: Field): boolean {
	if (field instanceof HTMLSelectElement)
		return [...field.options].some(({ selected, defaultSelected }) => selected !== defaultSelected);
	return field instanceof HTMLInputElement && isBox(field)
		? field.checked !== field.defaultChecked
		: field.value !== field.defaultValue;
}

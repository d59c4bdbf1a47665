/** The desk's keyboard: each key presses the button that is there without it. DeskGuide.svelte lists them. */
import type { Desk } from './desk.svelte';
import { REJECT_REASONS } from './moderation';

const TYPING = 'input:not([type=radio], [type=checkbox]), textarea, select';
const REASON_KEYS = '1234567890-';

export class DeskKeys {
	/** Comments whose reasons for rejecting are open. */
	rejecting = $state<Record<string, boolean>>({});
	selected = $state<Record<string, boolean>>({});
	#lastSelected = -1;

	constructor(
		private desk: Desk,
		/** The ids of the comments on the page, in their order. */
		private ids: () => readonly string[],
		private showGuide: () => void,
	) {}

	focus(index: number): void {
		const element = this.#element(index);
		if (!element) return;
		element.focus({ preventScroll: true });
		element.scrollIntoView({ block: 'nearest' });
		this.enter(index);
	}

	enter(index: number): void {
		this.desk.current = index;
		this.desk.stopAt(this.ids()[index]);
	}

	/** With `range`, all from the last one on. */
	select(index: number, range: boolean): void {
		const ids = this.ids();
		const value = !this.selected[ids[index]!];
		const start = range && this.#lastSelected >= 0 ? this.#lastSelected : index;
		for (const id of ids.slice(Math.min(start, index), Math.max(start, index) + 1)) this.selected[id] = value;
		this.#lastSelected = index;
	}

	/** The next that is not decided yet. */
	focusNext(from: number): void {
		const next = this.ids().findIndex((id, i) => i > from && !this.desk.done[id]);
		this.focus(next < 0 ? from : next);
	}

	onkeydown = (event: KeyboardEvent): void => {
		const target = event.target as HTMLElement;
		if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
		if (target.matches(TYPING)) {
			if (event.key === 'Escape') target.blur();
			return;
		}
		const act = this.#actOf(event);
		if (!act) return;
		event.preventDefault();
		act();
	};

	#actOf({ key, shiftKey }: KeyboardEvent): (() => void) | undefined {
		const { current } = this.desk;
		const id = this.ids()[current];
		const acts: Record<string, () => void> = {
			j: () => this.focus(Math.min(current + 1, this.ids().length - 1)),
			k: () => this.focus(Math.max(current - 1, 0)),
			f: () => (this.#isSeveral() ? this.#approveSelected() : this.#press('f')),
			e: () => this.#press('e'),
			c: () => this.enter(current),
			p: () => this.#press('p'),
			u: () => this.#undo(),
			n: () => document.getElementById('desk-next')?.click(),
			x: () => id && this.select(current, shiftKey),
			X: () => id && this.select(current, true),
			d: () => {
				if (this.#isSeveral()) document.getElementById('bulk-reason')?.focus();
				else if (id) this.rejecting[id] = !this.rejecting[id];
			},
			Escape: () => id && (this.rejecting[id] = false),
			'/': () => document.getElementById('desk-search')?.focus(),
			'?': this.showGuide,
		};
		const place = REASON_KEYS.indexOf(key);
		return acts[key] ?? (id && this.rejecting[id] && place >= 0 ? () => this.#reject(place) : undefined);
	}

	/** What is selected is decided on before anything else. */
	#isSeveral = (): boolean => this.ids().some((id) => this.selected[id] && !this.desk.done[id]);

	#approveSelected(): void {
		document.querySelector<HTMLElement>('#bulk button[value=approve]')?.click();
	}

	/** A key chooses the reason and sends. "Other" needs words, so it waits for them. */
	#reject(place: number): void {
		const element = this.#element(this.desk.current);
		const radio = element?.querySelector<HTMLInputElement>(`input[data-number="${place + 1}"]`);
		if (!element || !radio) return;
		radio.checked = true;
		if (REJECT_REASONS[place] === 'other') element.querySelector<HTMLInputElement>('[name=note]')?.focus();
		else element.querySelector<HTMLButtonElement>('button[value=reject]')?.click();
	}

	/** The last that can still be taken back, be it one or several (UndoForm.svelte). */
	#undo(): void {
		const forms = [...document.querySelectorAll<HTMLFormElement>('form[data-undo]')];
		forms.sort((a, b) => Number(b.dataset.undo) - Number(a.dataset.undo))[0]?.requestSubmit();
	}

	#press(name: string): void {
		this.#element(this.desk.current)?.querySelector<HTMLElement>(`[data-key="${name}"]`)?.click();
	}

	#element = (index: number): HTMLElement | null => document.getElementById(`i-${this.ids()[index]}`);
}

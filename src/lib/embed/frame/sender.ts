/** Sends a ballot, solves a challenge where the server asks for one, and keeps what was chosen until it is counted. */

const MOST_PROOFS = 2;

export class Sender {
	#main: HTMLElement;
	#show: (html: string) => void;
	#last: { action: string; body: FormData } | undefined;
	#busy = false;

	/** @param show puts the page that came back in the place of this one */
	constructor(main: HTMLElement, show: (html: string) => void) {
		this.#main = main;
		this.#show = show;
	}

	async send(form: HTMLFormElement, button: HTMLElement | null): Promise<void> {
		if (this.#busy) return;
		const body = new FormData(form);
		if (button instanceof HTMLButtonElement && button.name) {
			body.append(button.name, button.value);
			this.#main.querySelectorAll('button.chosen').forEach((other) => other.classList.remove('chosen'));
			button.classList.add('chosen');
		}
		this.#last = { action: form.getAttribute('action')!, body };
		await this.retry();
	}

	async retry(): Promise<void> {
		if (this.#busy || !this.#last) return;
		this.#busy = true;
		this.#main.setAttribute('aria-busy', 'true');
		this.#trouble(false);
		try {
			await this.#attempt(this.#last.action, this.#last.body);
			const problem = this.#main.querySelector<HTMLElement>('[data-problem]');
			(problem ?? this.#main.querySelector<HTMLElement>('#ballot-heading'))?.focus({ preventScroll: true });
			if (!problem) this.#last = undefined;
		} catch {
			// Whether it was counted, nobody here can know; sent again it counts once.
			this.#say('');
			this.#trouble(true);
		} finally {
			this.#busy = false;
			this.#main.removeAttribute('aria-busy');
		}
	}

	async #attempt(action: string, body: FormData): Promise<void> {
		for (let proofs = 0; ; proofs++) {
			this.#say('pending');
			const response = await fetch(action, { method: 'POST', body, headers: { accept: 'text/html' } });
			this.#show(await response.text());
			body.delete('proof');
			const { challenge } = this.#main.querySelector<HTMLElement>('[data-challenge]')?.dataset ?? {};
			if (!challenge || proofs === MOST_PROOFS) return this.#announce();
			this.#say('proving');
			const { solveChallenge } = await import('$lib/ballots/solve-challenge');
			body.set('proof', await solveChallenge(JSON.parse(challenge)));
		}
	}

	#say(what: 'pending' | 'proving' | ''): void {
		const line = this.#main.querySelector<HTMLElement>('.pending');
		if (line) line.textContent = what && (line.dataset[what] ?? '');
	}

	/** A status that comes into the page with its text is not read out; one that gets a text is. */
	#announce(): void {
		const line = this.#main.querySelector<HTMLElement>('.pending');
		const outcome = this.#main.querySelector('.outcome');
		if (line && outcome) {
			line.classList.add('visually-hidden');
			line.textContent = outcome.textContent;
		}
	}

	#trouble(yes: boolean): void {
		const box = this.#main.querySelector<HTMLElement>('[data-network]');
		if (box) box.hidden = !yes;
	}
}

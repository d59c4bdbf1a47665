/** A browser without a screen: cookies, redirects, forms. For simulated people, and where many browsers are needed at once. */
export class Browser {
	readonly #jars = new Map<string, Map<string, string>>();
	readonly #headers: Record<string, string>;

	constructor(headers: Record<string, string> = {}) {
		this.#headers = { accept: 'text/html', ...headers };
	}

	/** The cookies that a site set, by name. */
	cookies(origin: string): Map<string, string> {
		let jar = this.#jars.get(origin);
		if (!jar) this.#jars.set(origin, (jar = new Map()));
		return jar;
	}

	/** One request; a redirect is an answer like any other. */
	async ask(address: string, init: RequestInit = {}): Promise<Response> {
		const { origin } = new URL(address);
		const jar = this.cookies(origin);
		const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
		const response = await fetch(address, {
			...init,
			redirect: 'manual',
			headers: {
				...this.#headers,
				...(init.method && init.method !== 'GET' ? { origin } : {}),
				...(cookie ? { cookie } : {}),
				...(init.headers as Record<string, string> | undefined),
			},
		});
		for (const line of response.headers.getSetCookie()) {
			const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
			if (value === '' || /max-age=0|expires=thu, 01 jan 1970/i.test(line)) jar.delete(name);
			else jar.set(name, value);
		}
		return response;
	}

	/** Follows redirects until something else comes, or until `stop` says that this address is not to be asked. */
	async follow(
		address: string,
		init?: RequestInit,
		stop: (next: URL) => boolean = () => false,
	): Promise<Arrival> {
		let at = new URL(address);
		let response = await this.ask(at.href, init);
		for (let hops = 0; response.status >= 300 && response.status < 400 && hops < 15; hops++) {
			at = new URL(response.headers.get('location')!, at);
			if (stop(at)) break;
			response = await this.ask(at.href);
		}
		return { at, response };
	}

	submit(address: string, form: Record<string, string>, stop?: (next: URL) => boolean): Promise<Arrival> {
		return this.follow(address, { method: 'POST', body: new URLSearchParams(form) }, stop);
	}
}

export interface Arrival {
	at: URL;
	response: Response;
}

/**
 * Statements that come again are prepared: parsed and planned once for each connection in place of every time, as JDBC's
 * driver for PostgreSQL does too, since Kysely can't name statements. A page's larger questions take longer to plan than
 * to answer. PostgreSQL goes on to plan anew where the values make it worth while (plan_cache_mode auto).
 *
 * A pooler in between must follow prepared statements (PgBouncer: max_prepared_statements above 0).
 */
import type pg from 'pg';

/** A statement is given a name when it comes for the fifth time. */
const COMES_AGAIN = 5;
/** What a connection keeps prepared, and what is remembered of statements that have no name yet. */
const MOST_NAMES = 256;
const MOST_SEEN = 4_096;

export class StatementNames {
	readonly #names = new Map<string, string>();
	#seen = new Map<string, number>();

	/** @returns undefined for a statement that is seldom, or once there are enough names */
	nameOf(text: string): string | undefined {
		const name = this.#names.get(text);
		if (name !== undefined || this.#names.size >= MOST_NAMES) return name;
		const times = (this.#seen.get(text) ?? 0) + 1;
		if (times >= COMES_AGAIN) {
			this.#seen.delete(text);
			this.#names.set(text, `again-${this.#names.size + 1}`);
			return this.#names.get(text);
		}
		if (this.#seen.size >= MOST_SEEN) this.#seen = new Map();
		this.#seen.set(text, times);
		return undefined;
	}
}

/** Makes the client name what it is asked as a text with values, which is how Kysely asks. */
export function prepareWhatComesAgain(client: pg.ClientBase, names: StatementNames): void {
	const ask = client.query.bind(client) as (...asked: unknown[]) => unknown;
	const query = (text: unknown, values: unknown, ...rest: unknown[]) => {
		const hasValues = typeof text === 'string' && Array.isArray(values) && values.length > 0;
		const name = hasValues ? names.nameOf(text) : undefined;
		return name === undefined ? ask(text, values, ...rest) : ask({ name, text, values }, ...rest);
	};
	client.query = query as typeof client.query;
}

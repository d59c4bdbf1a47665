/** What a user can cause is a value, not an exception: done, or refused for one of a closed set of reasons. */
export type Result<T, Reason extends string> = { ok: true; value: T } | { ok: false; reason: Reason };

export function ok<T>(value: T): { ok: true; value: T } {
	return { ok: true, value };
}

export function refuse<Reason extends string>(reason: Reason): { ok: false; reason: Reason } {
	return { ok: false, reason };
}

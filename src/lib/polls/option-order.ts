/**
 * The order in which a visitor sees the options. Whoever stands first in a list gets answers for standing there;
 * so each visitor gets one of a fixed number of orders, the same one at every visit of the same browser.
 * "Other" stays last: it only makes sense after the rest has been read.
 */
import type { PollOption } from './poll';

/** Enough orders that each option stands first about equally often, few enough that pages can be cached per order. */
export const ORDERS = 12;

export function orderOptions(options: readonly PollOption[], order: number): PollOption[] {
	const own = options.filter((option) => !option.isOther);
	// Rotation makes everyone stand first equally often; chance alone would not, with so few orders.
	const first = own.splice(order % Math.max(own.length, 1), 1);
	const random = mulberry32(order + 1);
	// Fisher–Yates
	for (let i = own.length - 1; i > 0; i--) {
		const j = Math.floor(random() * (i + 1));
		[own[i], own[j]] = [own[j]!, own[i]!];
	}
	return [...first, ...own, ...options.filter((option) => option.isOther)];
}

/** A small seeded generator (Tommy Ettinger's mulberry32); order needs no unpredictability, only evenness. */
function mulberry32(seed: number): () => number {
	let state = Math.imul(seed, 0x9e3779b1) >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = Math.imul(state ^ (state >>> 15), state | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
}

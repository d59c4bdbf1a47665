/**
 * Voter keys of one poll, packed: 32 bytes each and a slot to find it, where a Set of strings would take four times as
 * much. The keys are HMACs, so their first bytes are as good a hash as any.
 */
const BYTES = 32;
const WORDS = BYTES / 4;

export class KeySet {
	readonly #keys: Buffer;
	/** Which key stands where, counted from 1; open addressing, at most half full. */
	readonly #slots: Uint32Array;
	readonly #taken: Uint8Array;
	#size = 0;
	#gone = 0;

	/** @param most keys that will be added */
	constructor(most: number) {
		this.#keys = Buffer.alloc(most * BYTES);
		this.#taken = new Uint8Array(most);
		this.#slots = new Uint32Array(2 ** Math.ceil(Math.log2(Math.max(1, most) * 2)));
	}

	get size(): number {
		return this.#size;
	}

	/** How many nobody has taken. */
	get left(): number {
		return this.#size - this.#gone;
	}

	/** @param packed one key after the other, none of them added before */
	add(packed: Buffer): void {
		packed.copy(this.#keys, this.#size * BYTES);
		for (let at = 0; at < packed.length; at += BYTES) {
			let slot = packed.readUInt32LE(at) & (this.#slots.length - 1);
			while (this.#slots[slot] !== 0) slot = (slot + 1) & (this.#slots.length - 1);
			this.#slots[slot] = ++this.#size;
		}
	}

	/** @returns whether it is there and was not taken before */
	take(key: Buffer): boolean {
		let slot = key.readUInt32LE(0) & (this.#slots.length - 1);
		for (let found; (found = this.#slots[slot]!) !== 0; slot = (slot + 1) & (this.#slots.length - 1)) {
			if (!this.#equals(key, found - 1)) continue;
			if (this.#taken[found - 1] === 1) return false;
			this.#taken[found - 1] = 1;
			this.#gone++;
			return true;
		}
		return false;
	}

	#equals(key: Buffer, place: number): boolean {
		for (let word = 0; word < WORDS; word++) {
			if (key.readUInt32LE(word * 4) !== this.#keys.readUInt32LE(place * BYTES + word * 4)) return false;
		}
		return true;
	}
}

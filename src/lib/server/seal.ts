/**
 * Sealing with AES-256-GCM: 12 bytes nonce, 16 bytes tag, the sealed bytes. `context` is bound in, so that what was
 * sealed for one row or purpose cannot be put in the place of another.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

export function seal(plain: Buffer, key: Buffer, context: string): Buffer {
	const nonce = randomBytes(12);
	const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
	const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
	return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** @throws when the key or the context is another one, or a byte was altered */
export function unseal(sealed: Buffer, key: Buffer, context: string): Buffer {
	const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12))
		.setAAD(Buffer.from(context))
		.setAuthTag(sealed.subarray(12, 28));
	return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
}

/**
 * The screening service of SCREENING_URL. Requests are signed as the Standard Webhooks specification has it, so that its
 * owner can check them with a library: HMAC-SHA256 over id, time and body. No redirect is followed, no other address is
 * ever asked, and an answer that is late, long or odd is none. See docs/screening-webhook.md.
 */
import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { OutsideAnswer } from '../../screening/outside';

export interface Service {
	url: string;
	/** What the secret stands for. */
	key: Buffer;
	timeoutMs: number;
}

export interface Question {
	/** The same for every try. */
	id: string;
	comment: string;
	revision: number;
	place: string;
	text: string;
}

/** No answer needs more. */
const ANSWER_BYTES = 16_384;

const answerSchema = z.object({
	id: z.uuid(),
	answer: z.enum(['pass', 'hold']),
	reasons: z.array(z.string().max(200)).max(10).default([]),
});

/** @throws when there is no answer to be used; the message says why and quotes nothing */
export async function ask({ url, key, timeoutMs }: Service, question: Question): Promise<OutsideAnswer> {
	const body = JSON.stringify(question);
	const timestamp = String(Math.floor(Date.now() / 1000));
	const response = await fetch(url, {
		method: 'POST',
		redirect: 'error',
		signal: AbortSignal.timeout(timeoutMs),
		headers: {
			'content-type': 'application/json',
			accept: 'application/json',
			'webhook-id': question.id,
			'webhook-timestamp': timestamp,
			'webhook-signature': `v1,${sign(key, `${question.id}.${timestamp}.${body}`)}`,
		},
		body,
	});
	if (response.status !== 200) {
		await response.body?.cancel();
		throw new Error(`status ${response.status}`);
	}
	const { id, answer, reasons } = answerSchema.parse(JSON.parse(await readShort(response)));
	if (id !== question.id) throw new Error('an answer to another question');
	return { answer, reasons: reasons.map(plain).filter(Boolean) };
}

const sign = (key: Buffer, text: string): string => createHmac('sha256', key).update(text).digest('base64');

const plain = (text: string): string => text.normalize('NFC').replace(/\p{C}/gu, ' ').trim();

async function readShort(response: Response): Promise<string> {
	let length = 0;
	const parts: Uint8Array[] = [];
	for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
		length += part.length;
		if (length > ANSWER_BYTES) throw new Error('the answer is too long');
		parts.push(part);
	}
	return Buffer.concat(parts).toString();
}

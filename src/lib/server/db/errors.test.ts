import { expect, test } from 'vitest';
import { isPassing } from './errors';

const error = (code: string | undefined, more: object = {}) =>
	Object.assign(new Error('words'), code === undefined ? more : { code, ...more });

test.each([
	['the disk is full', error('53100'), true],
	['the disk fails', error('58030'), true],
	['it is starting or recovering', error('57P03'), true],
	['it only reads for a while', error('25006'), true],
	['two transactions collided', error('40001'), true],
	['nobody answers', error('ECONNREFUSED'), true],
	['its socket is not there', error('ENOENT', { syscall: 'connect' }), true],
	['a file of ours is not there', error('ENOENT', { syscall: 'open' }), false],
	['a constraint holds', error('23505'), false],
	['a column is missing', error('42703'), false],
	['the connection ended', error(undefined, { message: 'Connection terminated unexpectedly' }), true],
	['a slip of ours', new TypeError('x is not a function'), false],
	['no error at all', 'words', false],
])('whether it passes by itself: %s', (_, thrown, expected) => {
	expect(isPassing(thrown)).toBe(expected);
});

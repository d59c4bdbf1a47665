import { parseArgs } from 'node:util';
import { Failure } from './failure.mjs';

/**
 * The options behind `npm run … --`; anything else is refused.
 * @template {NonNullable<import('node:util').ParseArgsConfig['options']>} O
 * @param {O} options
 */
export function readOptions(options) {
	try {
		return parseArgs({ options }).values;
	} catch (error) {
		const known = Object.keys(options).map((name) => `--${name}`);
		throw new Failure(`${/** @type {Error} */ (error).message}\nOptions: ${known.join(', ') || 'none'}.`);
	}
}

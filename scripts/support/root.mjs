import { fileURLToPath } from 'node:url';

/** The folder of the clone, with its closing slash; commands work from anywhere. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

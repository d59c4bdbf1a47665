/** The browser without a screen that simulated citizens have, too. */
export { Browser, type Arrival } from '../../scripts/support/browser.ts';

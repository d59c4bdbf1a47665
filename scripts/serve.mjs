import './support/check-node.mjs';
import { existsSync } from 'node:fs';

const entry = new URL('../build/index.js', import.meta.url);
if (!existsSync(entry)) {
	console.error('There is no build/ yet. Make it with: npm ci && npm run build');
	process.exit(1);
}
if (!process.env.NODE_ENV) process.env.NODE_ENV = 'production';
// In this very process, so that a supervisor's signals reach the server; it checks its settings itself.
void import(entry.href);

import './support/check-node.mjs';

void import('./dev/start.mjs');

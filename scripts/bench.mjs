import './support/check-node.mjs';

void import('./bench/start.mjs');

import './support/check-node.mjs';

void import('./demo/start.mjs');

import './support/check-node.mjs';

void import('./test/start.mjs');

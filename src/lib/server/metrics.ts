/** What a collector may know of this process. Labels are routes and reasons, never paths, people or polls. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export const registry = new Registry();
collectDefaultMetrics({ register: registry });

const registers = [registry];

export const httpRequestsTotal = new Counter({
	name: 'http_requests_total',
	help: 'Requests answered',
	labelNames: ['method', 'route', 'status'] as const,
	registers,
});

export const httpRequestSeconds = new Histogram({
	name: 'http_request_seconds',
	help: 'Time until the answer was ready',
	labelNames: ['route'] as const,
	buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
	registers,
});

export const votesTotal = new Counter({
	name: 'votes_total',
	help: 'Votes by what became of them',
	labelNames: ['outcome'] as const,
	registers,
});

export const signInsTotal = new Counter({
	name: 'sign_ins_total',
	help: 'Sign-ins and step-ups by the way tried and by what became of them: `started`, or why not',
	labelNames: ['way', 'outcome'] as const,
	registers,
});

export const voteBatchSize = new Histogram({
	name: 'vote_batch_size',
	help: 'Votes written in one transaction',
	buckets: [1, 2, 5, 10, 25, 50, 100, 250, 500],
	registers,
});

export const databaseConnections = new Gauge({
	name: 'database_connections',
	help: 'Connections of a pool by state; waiting: callers without one',
	labelNames: ['pool', 'state'] as const,
	registers,
});

export const liveWatchers = new Gauge({
	name: 'live_watchers',
	help: 'Open result streams',
	registers,
});

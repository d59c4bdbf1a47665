/** All threads of the sample town. */
import { MAIN_TOPIC } from '../topics.ts';
import { MAIN_DIVIDED } from './main-divided.ts';
import { MAIN_MORE } from './main-more.ts';
import { ONE_STOP } from './one-stop.ts';
import { POLL_THREADS } from './polls.ts';
import { REJECTED } from './rejected.ts';
import { ROADS } from './roads.ts';
import type { Said, SampleThread } from './sample-comment.ts';

const topic = (slug: string, said: Said[]): SampleThread => ({
	kind: 'topic',
	slug,
	comments: [...said, ...(REJECTED[slug] ?? [])],
});

export const THREADS: SampleThread[] = [
	topic(MAIN_TOPIC, [...MAIN_DIVIDED, ...MAIN_MORE]),
	topic('bo-phan-mot-cua-cap-xa', ONE_STOP),
	topic('duong-sa-thoat-nuoc', ROADS),
	...POLL_THREADS,
];

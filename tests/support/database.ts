import { inject } from 'vitest';
import { cloneTemplate, type TestDatabase } from './template.ts';

/** A migrated, empty database of the caller's own: one for each test file. Call `drop` when done. */
export function freshDatabase(): Promise<TestDatabase> {
	return cloneTemplate(inject('template'));
}

import { register } from 'tsx/esm/api';
import type { TestProject } from 'vitest/node';
import { startThrowAway } from '../../scripts/postgres/embedded.ts';
import { dropTemplate, makeTemplate, type Template } from './template.ts';

declare module 'vitest' {
	interface ProvidedContext {
		template: Template;
	}
}

/** One PostgreSQL for a whole run: a throw-away one, or the one whose superuser TEST_DATABASE_URL names. */
export default async function setUp(project: TestProject) {
	const given = process.env.TEST_DATABASE_URL;
	const postgres = given ? undefined : await startThrowAway({ durable: false });
	const tearDown = async (template?: Template) => {
		if (postgres) await postgres.stop();
		else if (template) await dropTemplate(template);
	};
	try {
		const unregister = register(); // Kysely imports the migrations by itself, past Vite
		const template = await makeTemplate(given ?? postgres!.url);
		await unregister();
		project.provide('template', template);
		return () => tearDown(template);
	} catch (error) {
		await tearDown();
		throw error;
	}
}

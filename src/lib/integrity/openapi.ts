import { integritySchema } from './integrity.schema';

/** What the description of the API says of this room. */
export const integrityApi = {
	schemas: { Integrity: integritySchema },
	paths: {
		'/integrity': {
			get: {
				operationId: 'readIntegrity',
				description: 'The invariants, when they were last checked, and whether they held.',
				responses: {
					200: {
						description: 'The last check',
						content: { 'application/json': { schema: { $ref: '#/components/schemas/Integrity' } } },
					},
				},
			},
		},
	},
};

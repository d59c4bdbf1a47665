/** The law of the house: who may import whom. CONTRIBUTING.md says it in words. */

// A room is a subject: people <- sessions; people <- topics <- polls <- ballots; topics, polls <- comments <- moderation.
const ROOM =
	'^src/lib/(people|sessions|topics|polls|ballots|comments|moderation|notices|embed|insights|integrity)/';
// Rules of a room. Where they are many they have a folder of their own, named after what they rule.
const RULE = `${ROOM}((charts|desk|groups|text|screening|screening/phases|tone|tone/training)/)?[^/]+\\.ts$`;
// What was learnt, and is shipped as it was learnt.
const MODEL = '^src/lib/insights/tone/model\\.json$';
const TEST = '\\.test\\.ts$';
// What components take out of their markup: words, figures and work for the browser. It may use messages and ui.
const SHOWN = `${ROOM}(desk/)?(audit-detail-words|audit-words|ballot-words|birth-words|chart-specs|comment-words|contact-words|desk-words|grant-words|group-figures|group-table|group-words|insight-words|integrity-words|labels|mail-words|new-answers-figure|notice-words|person-words|poll-figures|preview-words|reasons|roll-words|room-words|said-figure|save-png|shares-figure|sign-in-words|solve-challenge|staff-words|time-words|tone-figures|tone-words|turnout|turnout-words|way-words)\\.ts$`;

/** @param {string} room @param {string[]} known the rooms that it may import from, besides itself */
const knowsOnly = (room, known) => ({
	name: `${room}-knows-only-${known.join('-and-') || 'itself'}`,
	severity: 'error',
	from: { path: `^src/lib/${room}/` },
	to: { path: ROOM, pathNot: `^src/lib/(${[room, ...known].join('|')})/` },
});

module.exports = {
	forbidden: [
		{
			name: 'no-cycles',
			severity: 'error',
			from: {},
			to: { circular: true },
		},
		{
			name: 'sql-lives-in-server',
			comment: 'Pages ask the verbs and reads of a room; they never build a query.',
			severity: 'error',
			from: { path: '^src/', pathNot: ['^src/lib/server/', '^src/lib/[^/]+/server/', TEST] },
			to: { path: ['node_modules/kysely/', 'node_modules/pg/'] },
		},
		{
			name: 'rules-are-pure',
			comment: 'Rules and schemas import rules, schemas, shared and zod. No Svelte, Kit, database or clock.',
			severity: 'error',
			from: { path: RULE, pathNot: ['\\.svelte\\.ts$', SHOWN, TEST] },
			to: { pathNot: [RULE, '^src/lib/shared/', 'node_modules/zod/', MODEL] },
		},
		{
			name: 'rules-know-nothing-shown',
			comment: 'Neither the state of a page (*.svelte.ts) nor what components take out of their markup.',
			severity: 'error',
			from: { path: [RULE, '/server/'], pathNot: ['\\.svelte\\.ts$', SHOWN, TEST] },
			to: { path: ['\\.svelte\\.ts$', SHOWN] },
		},
		{
			name: 'verbs-never-import-kit',
			comment:
				'Verbs and reads give values; routes, and the *-page.ts that several of them share, turn them into answers.',
			severity: 'error',
			from: { path: `${ROOM}server/`, pathNot: '-page\\.ts$' },
			to: { path: ['node_modules/@sveltejs/kit/', '^\\$app/'], dependencyTypesNot: ['type-only'] },
		},
		{
			name: 'server-never-imports-ui',
			severity: 'error',
			from: { path: '/server/', pathNot: '^src/routes/' },
			to: { path: '\\.svelte(\\.ts)?$|^src/lib/ui/|^src/routes/' },
		},
		{
			name: 'browser-never-imports-server',
			severity: 'error',
			from: { path: '\\.svelte(\\.ts)?$' },
			to: { path: '^src/lib/(server/|[^/]+/server/)', dependencyTypesNot: ['type-only'] },
		},
		{
			name: 'lib-never-imports-routes',
			severity: 'error',
			from: { path: '^src/lib/' },
			to: { path: '^src/routes/' },
		},
		{
			name: 'routes-never-import-each-other',
			comment: 'What two routes need lives in a room.',
			severity: 'error',
			from: {},
			to: { path: '/\\+(page|layout|server|error)' },
		},
		{
			name: 'foundations-know-no-room',
			severity: 'error',
			from: { path: '^src/lib/(server|ui|shared|i18n)/', pathNot: TEST },
			to: { path: ROOM },
		},
		knowsOnly('people', []),
		knowsOnly('sessions', ['people']),
		knowsOnly('topics', ['people']),
		knowsOnly('notices', ['people']),
		knowsOnly('polls', ['people', 'topics']),
		knowsOnly('ballots', ['people', 'topics', 'polls']),
		knowsOnly('comments', ['people', 'topics', 'polls']),
		knowsOnly('embed', ['people', 'topics', 'polls', 'ballots', 'comments', 'notices']),
		knowsOnly('moderation', ['people', 'topics', 'polls', 'comments']),
		{
			name: 'nobody-knows-insights-or-integrity',
			comment: 'They look at everything, so nothing may lean on them.',
			severity: 'error',
			from: { path: '^src/lib/(?!(insights|integrity)/)' },
			to: { path: '^src/lib/(insights|integrity)/' },
		},
		{
			name: 'resolvable',
			comment: "Kit's own names exist only while it builds.",
			severity: 'error',
			from: {},
			to: { couldNotResolve: true, pathNot: ['^\\$(app|env)/', '^\\./\\$types', '^\\$service-worker$'] },
		},
	],
	options: {
		doNotFollow: { path: ['node_modules', '^src/lib/i18n/paraglide/'] },
		// Type-only imports count too.
		tsPreCompilationDeps: true,
		tsConfig: { fileName: '.dependency-cruiser.tsconfig.json' },
		enhancedResolveOptions: {
			conditionNames: ['svelte', 'types', 'import', 'node', 'default'],
			exportsFields: ['exports'],
			extensions: ['.ts', '.svelte', '.js'],
		},
	},
};

import { defineConfig, devices } from '@playwright/test';

const FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

// Run by `npm test -- --only journeys`, which builds the app and finds a browser (CHROMIUM_PATH) first.
export default defineConfig({
	testDir: 'tests/journeys',
	testMatch: '**/*.journey.ts',
	workers: 2,
	timeout: 90_000,
	// A machine that does other work besides may take longer than the five seconds that are usual.
	expect: { timeout: 15_000 },
	retries: 0,
	forbidOnly: Boolean(process.env.CI),
	reporter: 'list',
	webServer: {
		command: 'exec node --import tsx tests/journeys/server.ts',
		// The server chooses a free port and tells it; Playwright puts it into the environment of the journeys.
		wait: {
			stdout:
				/journeys on (?<journeys_origin>http:\S+) with (?<journeys_database>postgres\S+) beside (?<journeys_empty>postgres\S+)/,
		},
		timeout: 120_000,
		gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
	},
	use: {
		baseURL: process.env.JOURNEYS_ORIGIN,
		locale: 'vi-VN',
		timezoneId: 'Asia/Ho_Chi_Minh',
		trace: 'retain-on-failure',
		launchOptions: { executablePath: process.env.CHROMIUM_PATH, args: FLAGS },
	},
	projects: [{ name: 'desktop chromium', use: devices['Desktop Chrome'] }],
});

/** The pages that people see of the demo's identity provider. */
import { BARELY_KNOWN, STAFF } from '../seed/people.ts';
import { html, Html } from './html.ts';
import type { Language } from './language.ts';
import { WORDS } from './words.ts';

const STYLE = `
:root { color-scheme: light dark; --paper: #fbfaf7; --ink: #1c2526; --quiet: #55605f; --line: #747f7e; --accent: #0b5560; --on: #fff; --wash: #fbeee4; --warn: #8f3b12 }
@media (prefers-color-scheme: dark) { :root { --paper: #14191a; --ink: #e8ebe8; --quiet: #a6b1b0; --line: #7f8c8b; --accent: #7cc7cf; --on: #0c1d20; --wash: #3a2619; --warn: #f0a878 } }
* { box-sizing: border-box } body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.6 system-ui, 'Segoe UI', Roboto, sans-serif; overflow-wrap: break-word }
.banner { background: var(--wash); padding: .5rem 1rem; font-size: .875rem } main { max-width: 36rem; margin: 0 auto; padding: 2rem 1rem }
h1 { font-size: 1.625rem; line-height: 1.35; margin: 0 0 .75rem } h2 { font-size: 1.125rem; margin: 2rem 0 .5rem } p { margin: 0 0 .75rem }
label { display: block; font-weight: 600 } .hint, .released { color: var(--quiet); font-size: .875rem }
input { font: inherit; color: inherit; width: 100%; min-height: 44px; padding: .5rem .75rem; border: 1px solid var(--line); border-radius: 4px; background: transparent }
button { font: inherit; font-weight: 600; min-height: 44px; padding: .5rem 1.25rem; margin: .75rem 0; border: 1px solid var(--accent); border-radius: 4px; background: var(--accent); color: var(--on); cursor: pointer }
a { color: var(--accent) } .way { display: inline-flex; align-items: center; min-height: 44px; margin-inline-start: 1rem }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px } .error { color: var(--warn); font-weight: 600; margin: 0 }
.problem { border: 2px solid var(--warn); background: var(--wash); border-radius: 4px; padding: 1rem; margin-bottom: 1.5rem } .problem h2 { margin: 0 0 .25rem }
dl { display: grid; grid-template-columns: auto 1fr; gap: .25rem 1rem; margin: 0 } dd { margin: 0 } code { font: inherit; font-weight: 600 }
@media (max-width: 26rem) { dl { grid-template-columns: 1fr } dd { margin-bottom: .5rem } .way { margin: 0 } }`;

export interface Page {
	lang: Language;
	title: string;
	body: Html;
}

function renderPage({ lang, title, body }: Page): string {
	const words = WORDS[lang];
	return html`<!doctype html>
		<html lang="${lang}">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<meta name="robots" content="noindex" />
				<title>${title} | ${words.name}</title>
				<style>
					${new Html(STYLE)}
				</style>
			</head>
			<body>
				<section class="banner" aria-label="${words.bannerLabel}">${words.banner}</section>
				<main>${body}</main>
			</body>
		</html>`.text;
}

/** @param typed what was sent before, with what was wrong about it */
export function loginPage(
	lang: Language,
	uid: string,
	typed?: { login: string; fault: 'missing' | 'unknown' },
): string {
	const words = WORDS[lang];
	const fault = typed && words[typed.fault];
	const body = html` ${
			fault
				? html`<div class="problem" role="alert">
						<h2>${words.errorTitle}</h2>
						<a href="#login">${fault}</a>
					</div>`
				: false
		}
		<h1>${words.title}</h1>
		<p>${words.lead}</p>
		<form method="post" action="/sign-in/${uid}">
			<label for="login">${words.label}</label>
			<p class="hint" id="hint">${words.hint}</p>
			${fault ? html`<p class="error" id="fault">${words.errorMark}: ${fault}</p>` : false}
			<input
				id="login"
				name="login"
				value="${typed?.login ?? ''}"
				autocomplete="off"
				autocapitalize="none"
				spellcheck="false"
				aria-describedby="${fault ? 'hint fault' : 'hint'}"
				${fault ? html`aria-invalid="true"` : html`autofocus`}
			/>
			<button>${words.submit}</button>
			<a class="way" href="/sign-in/${uid}/cancel">${words.cancel}</a>
		</form>
		<p class="released">${words.released}</p>
		<h2>${words.listTitle}</h2>
		<dl>
			<dt><code>cd-0001</code> … <code>cd-1000</code></dt>
			<dd>${words.citizens}</dd>
			${STAFF.map(
				({ login, roles }) =>
					html`<dt><code>${login}</code></dt>
						<dd>${roles.map((role) => words.roles[role]).join(', ')}</dd>`,
			)}
			<dt><code>${BARELY_KNOWN.login}</code></dt>
			<dd>${words.barelyKnown}</dd>
		</dl>`;
	return renderPage({ lang, title: fault ? `${words.errorMark}: ${words.title}` : words.title, body });
}

export function messagePage(lang: Language, title: string, text: string, appOrigin: string): string {
	const body = html`<h1>${title}</h1>
		<p>${text}</p>
		<p><a href="${appOrigin}/">${WORDS[lang].back}</a></p>`;
	return renderPage({ lang, title, body });
}

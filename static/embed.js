// Puts a poll where this script stands: <script async src="https://…/embed.js" data-poll="name-of-the-poll"></script>
// More of them, on pages that are built by scripts: <hoi-dan-poll data-poll="…"></hoi-dan-poll>, wherever and whenever;
// what stands inside is shown until the poll is there.
// Also: data-theme="light|dark", data-lang="vi|en", data-comments (the first comments), data-readonly (results only),
// data-accent="#0b5560", data-title (for screen readers), data-article (the article's address, where readers come back
// to; else its canonical address), data-context (signed by the newspaper's server; docs/embedding.md).
(function () {
	'use strict';
	var script = document.currentScript;
	if (!script || !script.src) return;
	var origin = new URL(script.src).origin;
	var NAMES = ['poll', 'theme', 'lang', 'comments', 'readonly', 'accent', 'title', 'article', 'context'];

	function isOn(value) {
		return value !== undefined && value !== 'false';
	}

	// Without what follows "?": it may tell one reader from another.
	function article(data) {
		var canonical = document.querySelector('link[rel="canonical"]');
		var address = data.article || (canonical && canonical.href) || location.origin + location.pathname;
		return address.slice(0, 1000);
	}

	function addressOf(data, home) {
		var address = new URL('/embed/polls/' + data.poll, home);
		var query = address.searchParams;
		if (data.theme === 'light' || data.theme === 'dark') query.set('theme', data.theme);
		if (data.lang === 'vi' || data.lang === 'en') query.set('lang', data.lang);
		if (isOn(data.readonly)) query.set('readonly', '1');
		if (isOn(data.comments)) query.set('comments', '1');
		if (/^#?[0-9a-f]{6}$/i.test(data.accent || '')) query.set('accent', data.accent.replace('#', ''));
		query.set('host', location.origin);
		query.set('article', article(data));
		if (data.context) query.set('context', data.context);
		return address.href;
	}

	if (!customElements.get('hoi-dan-poll')) {
		customElements.define(
			'hoi-dan-poll',
			class extends HTMLElement {
				static get observedAttributes() {
					return NAMES.map(function (name) {
						return 'data-' + name;
					});
				}

				connectedCallback() {
					this.draw();
				}

				// A framework may move the element, or use it again for another poll.
				attributeChangedCallback() {
					if (this.isConnected) this.draw();
				}

				disconnectedCallback() {
					window.removeEventListener('message', this.hear);
					this.address = undefined;
				}

				draw() {
					if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(this.dataset.poll || '')) return;
					var home = this.home || origin;
					var address = addressOf(this.dataset, home);
					if (address === this.address) return;
					window.removeEventListener('message', this.hear);
					this.address = address;
					var frame = document.createElement('iframe');
					frame.src = address;
					frame.title = this.dataset.title || (this.dataset.lang === 'en' ? 'Poll' : 'Thăm dò ý kiến');
					frame.loading = 'lazy';
					frame.style.cssText = 'display:block;width:100%;height:480px;border:0;color-scheme:normal';
					this.style.display = 'block';
					this.replaceChildren(frame);
					// The poll says how high it is; nobody else may.
					this.hear = function (event) {
						if (event.origin !== home || event.source !== frame.contentWindow) return;
						var said = event.data;
						if (!said || said.type !== 'hoidan:height' || typeof said.height !== 'number') return;
						frame.style.height = Math.min(6000, Math.max(120, Math.ceil(said.height))) + 'px';
					};
					window.addEventListener('message', this.hear);
				}
			},
		);
	}

	if (!script.dataset.poll) return;
	var element = document.createElement('hoi-dan-poll');
	// Of two platforms on one page the first defines the element; each poll remembers where it comes from.
	element.home = origin;
	NAMES.forEach(function (name) {
		if (script.dataset[name] !== undefined) element.dataset[name] = script.dataset[name];
	});
	script.after(element);
})();

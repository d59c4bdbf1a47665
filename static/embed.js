// Puts a poll where this script stands: <script async src="https://…/embed.js" data-poll="name-of-the-poll"></script>
// Also: data-theme="light|dark", data-lang="vi|en", data-readonly (results only), data-title (for screen readers).
(function () {
	'use strict';
	var script = document.currentScript;
	if (!script || !script.src) return;
	var data = script.dataset;
	var poll = data.poll || '';
	if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(poll)) return;

	var origin = new URL(script.src).origin;
	var address = new URL('/embed/polls/' + poll, origin);
	if (data.theme === 'light' || data.theme === 'dark') address.searchParams.set('theme', data.theme);
	if (data.lang === 'vi' || data.lang === 'en') address.searchParams.set('lang', data.lang);
	if (data.readonly !== undefined && data.readonly !== 'false') address.searchParams.set('readonly', '1');

	var frame = document.createElement('iframe');
	frame.src = address.href;
	frame.title = data.title || (data.lang === 'en' ? 'Poll' : 'Thăm dò ý kiến');
	frame.loading = 'lazy';
	frame.style.cssText = 'display:block;width:100%;height:480px;border:0;color-scheme:normal';
	script.after(frame);

	// The poll says how high it is; nobody else may.
	window.addEventListener('message', function (event) {
		if (event.origin !== origin || event.source !== frame.contentWindow) return;
		var said = event.data;
		if (!said || said.type !== 'hoidan:height' || typeof said.height !== 'number') return;
		frame.style.height = Math.min(6000, Math.max(120, Math.ceil(said.height))) + 'px';
	});
})();

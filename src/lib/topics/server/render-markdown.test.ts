import { expect, test } from 'vitest';
import { renderMarkdown } from './render-markdown';

test.each([
	['## Đường sá', '<h2>Đường sá</h2>'],
	['# Đường sá', '<h2>Đường sá</h2>'],
	['**đậm** và *nghiêng*', '<p><strong>đậm</strong> và <em>nghiêng</em></p>'],
	['- một\n- hai', '<ul>\n<li>một</li>\n<li>hai</li>\n</ul>'],
	['[trang](/topics/x)', '<p><a href="/topics/x">trang</a></p>'],
	['[báo](https://bao.example)', '<p><a href="https://bao.example" rel="noopener nofollow">báo</a></p>'],
	['2 < 3 & 4', '<p>2 &lt; 3 &amp; 4</p>'],
])('%s', (text, html) => expect(renderMarkdown(text).trim()).toBe(html));

test.each([
	'<script>alert(1)</script>',
	'<img src=x onerror=alert(1)>',
	'![x](https://evil.example/x.png)',
	'[x](javascript:alert(1))',
	'[x](JaVaScRiPt:alert(1))',
	'[x](java\tscript:alert(1))',
	'[x](&#106;avascript:alert(1))',
	'[x](data:text/html,<script>alert(1)</script>)',
	'[x](vbscript:msgbox(1))',
	'[x](//evil.example)',
	'<a href="javascript:alert(1)">x</a>',
	'<a href="https://ok.example" onclick="alert(1)" style="position:fixed">x</a>',
	'<svg><script>alert(1)</script></svg>',
	'<svg onload=alert(1)>',
	'<iframe src="https://evil.example"></iframe>',
	'<form action="/sign-out" method="post"><button>Tiếp tục</button></form>',
	'<style>body{display:none}</style>',
	'<math><mi xlink:href="javascript:alert(1)">x</mi></math>',
	'<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
	'<h2 id="content" class="button">x</h2>',
	'`<script>`</p><script>alert(1)</script>',
	'<scr<script>ipt>alert(1)</scr</script>ipt>',
	'<base href="https://evil.example/">',
	'<meta http-equiv="refresh" content="0;url=https://evil.example">',
	'<input autofocus onfocus=alert(1)>',
])('%s does nothing', (text) => {
	const html = renderMarkdown(text);
	const tags = [...html.matchAll(/<([a-z0-9]+)([^>]*)>/gi)];
	for (const [, name, attributes] of tags) {
		expect(['p', 'a', 'code', 'h2', 'pre', 'ul', 'li']).toContain(name!.toLowerCase());
		expect(attributes).toMatch(/^( (href="(https?:|mailto:|\/(?!\/))[^"]*"|rel="noopener nofollow"))*$/);
	}
});

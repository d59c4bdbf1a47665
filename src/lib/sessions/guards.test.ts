import { expect, test } from 'vitest';
import { guardOf, localPath } from './guards';

test.each([
	['/(public)/polls/[slug=slug]', 'anyone'],
	['/(account)/account', 'signed-in'],
	['/(administration)/administration/people', 'people.read'],
	['/(administration)/administration/roll', 'roll.import'],
	['/(administration)/administration/rolls', 'people.read'],
	['/(desk)/desk/polls/new', 'desk.use'],
	['/(desk)/desk/topics/new', 'topic.edit'],
	['/(desk)/desk/notices/[id=uuid]', 'notice.edit'],
	['/(publicity)/x', undefined],
	['/nobody-thought-of-this', undefined],
])('%s asks for %s', (route, guard) => {
	expect(guardOf(route)).toBe(guard);
});

test.each([
	['/polls/mot-cua?x=1#y', '/polls/mot-cua?x=1#y'],
	['//evil.example', '/'],
	['/\\evil.example', '/'],
	['/a\\b', '/'],
	['/\t/evil.example', '/'],
	['https://evil.example', '/'],
	['javascript:alert(1)', '/'],
	['', '/'],
	[null, '/'],
])('%j leads to %j', (text, path) => {
	expect(localPath(text)).toBe(path);
});

/** Does some work once, when a part of the page is in view or nearly so. @returns what calls it off */
export function onceInView(part: Element, work: () => void): () => void {
	const seen = new IntersectionObserver(
		(entries) => {
			if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
			seen.disconnect();
			work();
		},
		{ rootMargin: '100px' },
	);
	seen.observe(part);
	return () => seen.disconnect();
}

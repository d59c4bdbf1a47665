/** Tells the page around how high the widget is: only a page on the list, which the server wrote into the markup. */
export function tellHeight(main: HTMLElement): void {
	const { host } = main.dataset;
	if (!host || window.parent === window) return;
	new ResizeObserver(() => {
		window.parent.postMessage({ type: 'hoidan:height', height: main.offsetHeight }, host);
	}).observe(main);
}

/** A drawing as a picture of points, twice as fine as it is large: drawn on a canvas by the browser and saved. */
const FINER = 2;

/** @param address of an SVG of ours; it says its own size */
export async function savePng(address: string): Promise<void> {
	const image = new Image();
	image.src = address;
	await image.decode();
	const canvas = document.createElement('canvas');
	canvas.width = image.naturalWidth * FINER;
	canvas.height = image.naturalHeight * FINER;
	canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
	const link = document.createElement('a');
	link.href = canvas.toDataURL('image/png');
	const { pathname } = new URL(address, document.baseURI);
	link.download = pathname
		.split('/')
		.at(-1)!
		.replace(/\.svg$/, '.png');
	link.click();
}

/**
 * Sharp as this process uses it. What is set here holds for the whole process, so it is set in one place: one thread for
 * each image and no cache, since memory is what limits it, and of libvips' many readers those alone that are needed: for
 * pictures that people send, and SVG for the drawings that are ours.
 */
import sharp from 'sharp';

sharp.concurrency(1);
sharp.cache(false);
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
	operation: [
		'VipsForeignLoadJpegBuffer',
		'VipsForeignLoadPngBuffer',
		'VipsForeignLoadWebpBuffer',
		'VipsForeignLoadSvgBuffer',
	],
});

export { sharp };

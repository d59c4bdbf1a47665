/** A figure as a file to keep: its drawing, or its table. */
import { tableResponse } from '../../server/table-response';
import { isTableFormat } from '../../shared/table-format';
import { drawFigure } from '../charts/draw-figure';
import { figureTable, type Figure } from '../charts/figure';

/** @param name ASCII, without its ending */
export function figureResponse(figure: Figure, { name, format }: { name: string; format: string }) {
	if (isTableFormat(format)) return tableResponse({ name, format, rows: figureTable(figure) });
	return new Response(drawFigure(figure), {
		headers: {
			'content-type': 'image/svg+xml; charset=utf-8',
			'content-disposition': `attachment; filename="${name}.svg"`,
			'cache-control': 'private, no-store',
		},
	});
}

/** RFC 4180, without line breaks inside cells. */
export function readCsv(text: string): string[][] {
	return text
		.replace(/^\ufeff/, '')
		.trimEnd()
		.split('\r\n')
		.map((line) =>
			[...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) =>
				quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'),
			),
		);
}

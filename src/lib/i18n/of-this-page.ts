/** Which of a message's languages a browser's page speaks: the one that the server wrote it in (scripts/words). */
export function ofThisPage<Said>(vi: Said, en: Said): Said {
	return document.documentElement.lang === 'en' ? en : vi;
}

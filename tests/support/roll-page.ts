/** The page of an import, as somebody confirms it. */
import { expect, type Page } from '@playwright/test';

/** Confirms until it is applied: a list that another journey brings at the same moment makes the preview anew. */
export async function confirmImport(page: Page, press: () => Promise<void>): Promise<void> {
	const heading = page.getByRole('heading', { level: 1 });
	await expect(async () => {
		if (/Xem trước|Preview/.test((await heading.textContent()) ?? '')) await press();
		await expect(heading).toHaveText(/Đã nhập danh sách|The list has been imported/, { timeout: 10_000 });
	}).toPass({ timeout: 90_000 });
}

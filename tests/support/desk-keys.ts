/** A moderator at the keyboard. */
import { expect, type Page } from '@playwright/test';

/** Keys are heard once the page is awake; a person who was too quick presses again. */
export async function pressUntil(page: Page, key: string, seen: () => Promise<unknown>): Promise<void> {
	await expect(async () => {
		await page.keyboard.press(key);
		await seen();
	}).toPass();
}

/** Waits until the desk hears keys, as somebody does who asks for the list of them first. */
export async function awakenDesk(desk: Page): Promise<void> {
	const guide = desk.getByRole('dialog');
	await pressUntil(desk, '?', () => expect(guide).toBeVisible({ timeout: 1_000 }));
	await desk.keyboard.press('Escape');
	await expect(guide).toBeHidden();
}

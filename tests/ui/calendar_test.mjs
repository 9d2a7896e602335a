// calendar_test - a day is chosen from the page's own calendar: in its language, by keyboard alone, on a phone.
import assert from "node:assert/strict";
import { axe, story } from "./kit.mjs";

const day = (page) => page.evaluate(() => document.activeElement?.dataset.day);

// The one of the design system, which has a day in it.
async function opened(page, label, day) {
	const field = page.locator(".date input").first();
	await field.fill(day);
	await field.press("Tab");
	const button = page.getByRole("button", { name: label }).first();
	assert.equal(await button.evaluate((one) => one === document.activeElement), true, "the button is next to the field");
	await button.press("Enter");
	await page.getByRole("grid").waitFor();
	return { field, button };
}

const heads = (page) => page.locator(".calendar th").evaluateAll((list) => list.map((one) => one.abbr));

story("a day is chosen by keyboard: days, weeks, months, years", { data: "empty", users: ["editor"] }, async (house) => {
	const page = await house.page("editor", { at: "/design" });
	const { field, button } = await opened(page, "Choose from the calendar", "2024-01-31");
	assert.equal(await day(page), "2024-01-31");
	// The browser's English is Britain's: weeks begin on Monday.
	for (const [key, lands] of [
		["ArrowRight", "2024-02-01"], ["ArrowUp", "2024-01-25"], ["PageDown", "2024-02-25"], ["Shift+PageUp", "2023-02-25"], ["ArrowDown", "2023-03-04"],
		["ArrowLeft", "2023-03-03"], ["Home", "2023-02-27"], ["End", "2023-03-05"],
	]) {
		await page.keyboard.press(key);
		assert.equal(await day(page), lands, key);
	}
	assert.deepEqual(await axe(page), []);
	await page.keyboard.press("Escape");
	assert.equal(await page.getByRole("grid").count(), 0);
	assert.equal(await button.evaluate((one) => one === document.activeElement), true, "the focus goes back");
	assert.equal(await field.inputValue(), "2024-01-31", "nothing was chosen");

	await page.keyboard.press("Enter");
	await page.keyboard.press("PageDown");
	assert.equal(await day(page), "2024-02-29", "the last day, where there is no such one");
	await page.keyboard.press("Enter");
	assert.equal(await field.inputValue(), "2024-02-29");
	assert.equal(await field.evaluate((one) => one === document.activeElement), true);

	// Tab goes round in it: five buttons, a grid with one stop.
	await page.keyboard.press("Tab");
	await page.keyboard.press("Enter");
	const names = [];
	for (let i = 0; i < 6; i++) {
		names.push(await page.evaluate(() => document.activeElement.ariaLabel));
		await page.keyboard.press("Tab");
	}
	assert.deepEqual(names, ["Thursday, February 29, 2024", "Previous year", "Previous month", "Next month", "Next year", "Thursday, February 29, 2024"].slice(0, 6));
});

story("the calendar speaks the language of the page, and weeks begin where they do there", { data: "empty", users: ["editor"] }, async (house) => {
	const page = await house.page("editor", { at: "/design", language: "pl", width: 390, height: 700, theme: "dark" });
	const { field } = await opened(page, "Wybierz z kalendarza", "9.7.2026");
	assert.equal(await page.locator(".calendar strong").innerText(), "Lipiec 2026");
	assert.equal((await heads(page))[0], "poniedziałek");
	assert.equal(await page.evaluate(() => document.activeElement.ariaLabel), "czwartek, 9 lipca 2026");
	const box = await page.locator(".calendar").boundingBox();
	assert.ok(box.x >= 0 && box.x + box.width <= 390 && box.y >= 0 && box.y + box.height <= 700, JSON.stringify(box));
	const small = await page.locator(".calendar button").evaluateAll((all) => all.map((one) => one.getBoundingClientRect()).filter((one) => Math.min(one.width, one.height) < 24).length);
	assert.equal(small, 0, "nothing is too small for a finger");
	assert.deepEqual(await axe(page), []);
	await page.getByRole("button", { name: "Następny miesiąc" }).click();
	await page.getByRole("button", { name: "sobota, 15 sierpnia 2026" }).click();
	assert.equal(await field.inputValue(), "15.08.2026");

	const russian = await house.page("editor", { at: "/design", language: "ru" });
	await opened(russian, "Выбрать в календаре", "9.7.2026");
	assert.match(await russian.locator(".calendar strong").innerText(), /^июль 2026/i);
	assert.equal((await heads(russian))[0], "понедельник");
	await russian.locator("h1").first().click();
	assert.equal(await russian.getByRole("grid").count(), 0, "pressed elsewhere, it is gone");
});

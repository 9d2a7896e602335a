// door_test.mjs - who comes in: by two factors, after too many tries, again after a session ended in the middle of something.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { axe, PASSWORD, people, story, until } from "./kit.mjs";
import { cellOf, editing, write } from "./hands.mjs";
import { load } from "./modules.mjs";
import { readQr } from "./read_qr.mjs";

// RFC 6238 with SHA-1, six digits, 30 seconds; `ago`: of so many spans before, for each code counts once.
function totp(secret, ago = 0) {
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
	const bits = [...secret].map((letter) => letters.indexOf(letter).toString(2).padStart(5, "0")).join("");
	const bytes = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
	const count = Buffer.alloc(8);
	count.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) - ago));
	const mac = createHmac("sha1", bytes).update(count).digest();
	const at = mac[19] & 15;
	return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

async function signIn(page, who, password = PASSWORD) {
	await page.getByRole("textbox", { name: "E-mail" }).fill(people[who].email);
	await page.getByRole("textbox", { name: "Password", exact: true }).fill(password);
	await page.getByRole("button", { name: "Sign in" }).click();
}

// What a camera would see: the dark squares of the picture, read by nothing of the page's.
async function scanned(picture) {
	const d = await picture.locator("path").getAttribute("d");
	const size = Number((await picture.getAttribute("viewBox")).split(" ")[2]) - 8;
	const dark = Array.from({ length: size }, () => Array(size).fill(false));
	for (const [, x, y] of d.matchAll(/M(\d+) (\d+)h/g)) dark[y - 4][x - 4] = true;
	return readQr(dark);
}

story("the second factor: scanned, proved, asked for, a recovery code instead, and off again", { data: "empty", users: ["editor"] }, async (house) => {
	const page = await house.page("editor", { at: "/settings" });
	const card = page.locator("section, article, div").filter({ has: page.getByRole("heading", { name: "Second factor" }) }).last();
	await page.getByRole("button", { name: "Turn it on" }).click();
	const uri = new URL(await scanned(page.getByRole("img", { name: "QR code for the authenticator app" })));
	assert.equal(uri.protocol, "otpauth:");
	const secret = uri.searchParams.get("secret");
	await page.getByText("It cannot be scanned").click();
	assert.equal((await card.locator("details code").innerText()).replace(/\s/g, ""), secret);
	assert.deepEqual(await axe(page), []);

	const field = page.getByRole("textbox", { name: "Then the code that the app shows now" });
	page.expect(/status of 422 .*second/s);
	await field.fill("000000");
	await page.getByRole("button", { name: "Confirm" }).click();
	await page.getByText("This code does not fit").waitFor();
	await field.fill(totp(secret, 1));
	await field.press("Enter");
	const shown = page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
	await shown.first().waitFor();
	const codes = await shown.allInnerTexts();
	assert.equal(codes.length, 10);
	const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Save as a file" }).click()]);
	assert.equal(download.suggestedFilename(), "wend-recovery-codes.txt");
	assert.deepEqual(await axe(page), []);
	await page.getByRole("button", { name: "I have kept them" }).click();
	await page.getByText("It is on: signing in asks for a code, too.").waitFor();

	const other = await house.page(undefined, { language: "en" });
	await signIn(other, "editor");
	await other.getByRole("heading", { name: "One more step" }).waitFor();
	assert.deepEqual(await axe(other), []);
	await other.getByRole("textbox", { name: "Code from the app" }).fill(totp(secret));
	await other.keyboard.press("Enter");
	await other.getByRole("navigation").first().waitFor();

	const third = await house.page(undefined);
	third.expect(/status of 401 .*sign-in/s);
	await signIn(third, "editor");
	await third.getByRole("button", { name: /use a recovery code/ }).click();
	const recovery = third.getByRole("textbox", { name: "Recovery code" });
	await recovery.fill("aaaa-bbbb-cccc");
	await third.keyboard.press("Enter");
	await third.getByText("This code does not fit").waitFor();
	await recovery.fill(codes[0]);
	await third.keyboard.press("Enter");
	await third.getByText("9 recovery codes left").waitFor();

	await third.at("/settings");
	await third.getByRole("textbox", { name: "Code of six digits" }).fill(codes[1]);
	await third.getByRole("button", { name: "Turn it off" }).click();
	await third.getByRole("button", { name: "Turn it on" }).waitFor();
});

story("too many wrong passwords: how long to wait is counted down, said once, and right", { data: "empty", users: ["editor"] }, async (house) => {
	const page = await house.page(undefined);
	page.expect(/status of 401 .*sign-in/s, /status of 429 .*sign-in/s);
	const waits = page.locator("p.wait");
	const heard = page.locator("form [role=status]");
	let after;
	page.on("response", async (answer) => answer.status() === 429 && (after = Number(await answer.headerValue("Retry-After"))));
	await until("one has to wait long enough to see it", async () => {
		const shown = await waits.innerText();
		if (shown && after >= 4) return true;
		if (await page.getByRole("button", { name: "Sign in" }).isEnabled()) await signIn(page, "editor", "not this one at all");
		return false;
	});
	const began = Date.now();
	assert.match(await waits.innerText(), new RegExp(`Wait ${after}\\sseconds`));
	const said = await heard.innerText();
	assert.match(said, new RegExp(`Wait ${after}\\sseconds`));
	assert.ok(await page.getByRole("button", { name: "Sign in" }).isDisabled());
	assert.deepEqual(await axe(page), []);
	await page.getByText(`Wait ${after - 2} seconds`).first().waitFor();
	assert.equal(await heard.innerText(), said, "a reader is not interrupted every second");
	await until("it may be tried again", () => page.getByRole("button", { name: "Sign in" }).isEnabled());
	assert.ok(Math.abs(Date.now() - began - after * 1000) < 1500, `${Date.now() - began} ms are not ${after} s`);
	assert.equal(await heard.innerText(), "You can try again now.");
	await signIn(page, "editor");
	await page.getByRole("navigation").first().waitFor();
});

async function needs(api, touchpoint) {
	const { definition } = await api.get("maps/first-map/definition");
	return (definition.cells ?? []).filter((cell) => cell.at === touchpoint && cell.lane === "needs").map((cell) => cell.text);
}

story("the session ends while one writes: what is typed waits, and is saved after signing in again", { users: ["editor", "editor2"] }, async (house) => {
	const api = await house.api("editor");
	const other = await house.api("editor2");
	const [{ id }, { id: second }] = (await api.get("maps/first-map")).touchpoints;
	const page = await house.page("editor", { at: "/maps/first-map" });
	page.expect(/status of 401/);
	await editing(page);
	await cellOf(page, "needs", second).dblclick();
	const sentence = page.getByRole("textbox", { name: "Sentence 1" });
	await sentence.fill("Typed while the session ended");
	await page.context().clearCookies();
	await sentence.press("Enter");
	const door = page.getByRole("dialog", { name: "Your session has ended" });
	await door.waitFor();
	assert.deepEqual(await axe(page), []);
	await page.keyboard.press("Escape");
	await page.keyboard.press("Escape");
	await door.waitFor();
	assert.deepEqual(await needs(other, second), []);
	await signIn(page, "editor");
	await door.waitFor({ state: "detached" });
	await until("it is saved", async () => (await needs(other, second)).join() === "Typed while the session ended");
	await write(page, "needs", id, "And on it goes");
	await until("so is what comes then", async () => (await needs(other, id)).join() === "And on it goes");
});

story("a note half written when the session ends is sent by the same press, and another person begins anew", { users: ["editor", "editor2"] }, async (house) => {
	const page = await house.page("editor", { at: "/notes" });
	page.expect(/status of 401/);
	await page.context().clearCookies();
	await page.getByRole("textbox").first().fill("The parcel was wet");
	await page.getByLabel("Where").selectOption({ index: 1 });
	await page.getByRole("button", { name: /^(Save|Keep|Write|Send)/ }).first().click();
	await page.getByRole("dialog", { name: "Your session has ended" }).waitFor();
	await signIn(page, "editor");
	const api = await house.api("editor2");
	await until("the note is there", async () => JSON.stringify(await api.get("notes")).includes("The parcel was wet"));

	await page.at("/maps/first-map");
	await page.context().clearCookies();
	await page.evaluate(() => (location.hash = "/segments"));
	await page.getByRole("dialog", { name: "Your session has ended" }).waitFor();
	await signIn(page, "editor2");
	await page.getByRole("dialog").waitFor({ state: "detached" });
	await page.getByRole("button", { name: /Ольга/ }).first().waitFor();
});

story("signed in again in another window: the first goes on", { users: ["editor"] }, async (house) => {
	const api = await house.api("editor");
	const [{ id }] = (await api.get("maps/first-map")).touchpoints;
	const page = await house.page("editor", { at: "/maps/first-map" });
	page.expect(/status of 403/);
	await editing(page);
	await page.evaluate(([email, password]) => fetch("api/v1/sign-in", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ email, password }) }), [people.editor.email, PASSWORD]);
	await write(page, "needs", id, "With a session of its own");
	await until("it is saved", async () => (await needs(api, id)).join() === "With a session of its own");
});

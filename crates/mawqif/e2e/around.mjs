// Around the work: meetings, one's account, what follows the position, the record and its past, the wall of the
// meeting room, help, keys and printing; in English and in Arabic, with a script and without. On every page:
// nothing that axe objects to, nothing wider than its window, no request to another host. Screenshots go to out/.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { mkdirSync } from "node:fs";
import { browser, demo, enter, large_offer, overflow, speak, violations } from "./demo.mjs";

mkdirSync("out", { recursive: true });
const CASE = "/cases/wadi-nahr";
const PAYLOAD = `<script>alert(1)</script>"'><img src=x onerror=alert(2)> \u05d0\u0627`;
const PASSWORD = "seven olive trees";
const PAGES = {
  meetings: `${CASE}/meetings`,
  meeting: `${CASE}/meetings/1`,
  minutes: `${CASE}/meetings/1/minutes`,
  statement: `${CASE}/statement`,
  "follow-up": `${CASE}/follow-up`,
  record: `${CASE}/record`,
  filtered: `${CASE}/record?kind=attendance-taken&from=2020-01-01`,
  past: `${CASE}?as_of=40`,
  "past-stances": `${CASE}/stances?as_of=40`,
  account: "/account",
  codes: "/account/codes",
  fresh: "/account/fresh?back=/cases",
  help: "/help",
  "help-position": "/help/position",
  "help-keys": "/help/keys",
};

const checked = [];
let scripts = true;
async function holds(page, what) {
  if (!scripts) return;
  assert.deepEqual(await violations(page), [], `${what}: ${page.url()}`);
  assert.ok((await overflow(page)) <= 0, `${what}: ${page.url()} is wider than its window`);
  checked.push(what);
}

/** What an authenticator shows for a secret (RFC 6238). */
function code(secret, step) {
  const bits = [...secret].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
  const bytes = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hash = createHmac("sha1", bytes).update(counter).digest();
  const from = hash[19] & 15;
  return String((hash.readUInt32BE(from) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** A meeting from its call to its minutes; somebody else keeps looking at it. */
async function meet(secretary, delegate, observer, language) {
  await secretary.goto(`${CASE}/meetings`);
  await holds(secretary, "no meeting yet");
  await secretary.fill("#title", PAYLOAD);
  await secretary.fill("#date", "2030-04-30");
  await secretary.fill("#time", "12:00");
  await secretary.fill("#place", language === "ar" ? "قاعة البلدية" : "Town hall");
  await secretary.fill("#agenda", `${PAYLOAD}\n${language === "ar" ? "الرد على العرض" : "The answer to the offer"}`);
  await secretary.click("form[action$='/meetings'] button");
  await secretary.waitForURL("**/meetings/1?done=*");
  assert.equal(await secretary.locator(".seat[aria-pressed=false]").count(), 11);
  assert.ok(await secretary.locator(".quorum .unmet").count(), "nobody is here");
  await observer.goto(`${CASE}/meetings/1`);
  assert.equal(await observer.locator("main form button.seat").count(), 0, "an observer taps nothing");

  // Names are tapped until the quorum is there; the observer's page follows by itself.
  await delegate.goto(`${CASE}/meetings/1`);
  const own = delegate.locator("button.seat[aria-pressed=false]").first();
  await own.click();
  await delegate.waitForURL("**/meetings/1#seat-*");
  assert.equal(await delegate.locator(".seat[aria-pressed=true]").count(), 1);
  await secretary.goto(`${CASE}/meetings/1`);
  await secretary.click("form:has([value=open-meeting]) button");
  await secretary.waitForURL("**/meetings/1");
  // Too few are there: what was written stays, and why it was not noted is told.
  await secretary.locator(".agenda details").nth(1).locator("summary").click();
  await secretary.fill("#decision-2", PAYLOAD);
  await secretary.click("#item-2 form button");
  assert.equal(await secretary.inputValue("#decision-2"), PAYLOAD);
  await holds(secretary, "a decision without a quorum");
  for (;;) {
    await secretary.goto(`${CASE}/meetings/1`);
    const away = secretary.locator("button.seat[aria-pressed=false]");
    if (!(await away.count()) || (await secretary.locator(".quorum .met").count())) break;
    await away.first().click();
    await secretary.waitForURL("**/meetings/1#seat-*");
  }
  assert.ok(await secretary.locator(".quorum .met").count());
  if (scripts) await observer.waitForSelector(".quorum .met", { timeout: 10_000 });
  await holds(secretary, "a meeting that sits");
  await secretary.locator(".agenda details").nth(1).locator("summary").click();
  await secretary.fill("#decision-2", language === "ar" ? "نقبل بالشروط الأربعة." : "We accept with the four conditions.");
  await secretary.click("#item-2 form button");
  await secretary.waitForURL("**/meetings/1#item-2");
  await secretary.locator(".steps-next details summary").click();
  await secretary.click("form:has([value=close-meeting]) button");
  await secretary.waitForURL("**/meetings/1");
  assert.equal(await secretary.locator("button.seat").count(), 0, "a closed meeting is closed");
}

/** An account with a password, through an invitation; its codes, tokens, sessions and digits. */
async function account(secretary, guest, language, place) {
  await secretary.goto(`${CASE}/bodies`);
  await secretary.selectOption("[name=for]", "observer");
  await secretary.fill("[name=address]", "");
  await secretary.locator("form[action$='/invitations'] button").last().click();
  const link = await secretary.innerText(".secret");
  await guest.goto(link);
  if ((await guest.getAttribute("html", "lang")) !== language) await guest.click(`button[value=${language}]`);
  await guest.fill("[name=name]", PAYLOAD.slice(0, 60));
  await guest.fill("[name=address]", "guest@example.org");
  await guest.fill("[name=password]", PASSWORD);
  await guest.click("main form button");
  await guest.waitForURL(`**${CASE}*`);
  await guest.goto("/account/codes");
  await holds(guest, "codes");
  const secret = await guest.inputValue("[name=secret]");
  await guest.fill("#code", "000000");
  await guest.fill("#password", PASSWORD);
  await guest.click("main form button");
  await holds(guest, "a code that is wrong");
  assert.equal(await guest.inputValue("[name=secret]"), secret, "the picture need not be scanned again");
  await guest.fill("#code", code(secret, Math.floor(Date.now() / 30_000)));
  await guest.fill("#password", PASSWORD);
  await guest.click("main form button");
  assert.equal(await guest.locator(".recovery li").count(), 10);
  await holds(guest, "recovery codes");
  await guest.goto("/account");
  await guest.fill("#label", PAYLOAD.slice(0, 60));
  await guest.check("[name='scope.read']");
  await guest.locator("form[action='/account/tokens'] button").click();
  assert.match(await guest.innerText("#tokens .secret"), /^mawqif_/);
  await holds(guest, "a token");
  await guest.locator("form[action$='/revoke'] button").click();
  await guest.waitForURL("**/account?done=tokens*");
  await guest.check("[name=digits][value=latn]");
  await guest.locator("form[action='/account'] button").click();
  await guest.waitForURL("**/account?done=profile");
  await guest.goto(`${CASE}/record`);
  if (language === "ar") assert.doesNotMatch(await guest.innerText("main"), /[٠-٩]/, "the digits are those that were chosen");
  await guest.goto("/account");
  await guest.check("[name=digits][value=arab]");
  await guest.locator("form[action='/account'] button").click();
  await guest.goto(`${CASE}/record`);
  if (language === "ar") assert.match(await guest.innerText("main"), /[٠-٩]/);
  void place;
}

/** The past: a slider leads there, every page stays there, and nothing can be done. */
async function past(secretary) {
  await secretary.goto(`${CASE}/record`);
  const last = Number(await secretary.getAttribute("#as-of", "max"));
  if (scripts) {
    await secretary.focus("#as-of");
    for (let at = 0; at < 3; at += 1) await secretary.keyboard.press("ArrowLeft");
    assert.notEqual(await secretary.innerText(".slider output"), "");
  }
  await secretary.click(".slider button");
  await secretary.waitForURL(/as_of=\d+/);
  await secretary.goto(`${CASE}?as_of=${last - 1}`);
  assert.ok(await secretary.isVisible(".past"));
  await secretary.click(".tabs a[href*='/meetings']");
  assert.match(secretary.url(), /as_of=/);
  assert.equal(await secretary.locator("main form[method=post]").count(), 0, "nothing can be done in the past");
  await secretary.goto(`${CASE}/record?kind=meeting-convened`);
  assert.equal(await secretary.locator(".timeline li").count(), 1);
  await secretary.goto(`${CASE}/record?body=relief-union&kind=attendance-taken&until=2020-01-01`);
  assert.equal(await secretary.locator(".timeline li").count(), 0);
  await secretary.goto(CASE);
}

/** Keys: the list of them, arrows through the table in the reading direction, and the way past the head. */
async function keys(page) {
  await page.goto(CASE);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  await page.keyboard.press("?");
  assert.ok(await page.isVisible("#keys"));
  await holds(page, "keys");
  await page.keyboard.press("Escape");
  assert.ok(!(await page.isVisible("#keys")));
  await page.locator("table.matrix th").first().focus();
  const isMirrored = (await page.getAttribute("html", "dir")) === "rtl";
  await page.keyboard.press(isMirrored ? "ArrowLeft" : "ArrowRight");
  await page.keyboard.press("ArrowDown");
  const [row, column] = await page.evaluate(() => [document.activeElement.parentElement.rowIndex, document.activeElement.cellIndex]);
  assert.deepEqual([row, column], [1, 1]);
  assert.equal(await page.locator("table.matrix [tabindex='0']").count(), 1, "one cell is reached by Tab");
  await page.locator(".tabs a").first().focus();
  await page.keyboard.press(isMirrored ? "ArrowLeft" : "ArrowRight");
  assert.equal(await page.evaluate(() => [...document.activeElement.parentElement.children].indexOf(document.activeElement)), 1);
}

/** Suppositions and trades are shown without another page, and what is read does not move. */
async function live(page) {
  await page.goto(CASE);
  await page.evaluate(() => (window.stays = true));
  await page.locator(".what-if summary").click();
  await page.selectOption("[name='b.northern-brigade']", "reject");
  await page.waitForSelector(".supposed");
  assert.match(page.url(), /b\.northern-brigade=reject/);
  assert.ok(await page.evaluate(() => window.stays), "the page is the same");
  assert.notEqual(await page.textContent("#news"), "");
  await page.selectOption("[name='b.northern-brigade']", "");
  await page.waitForSelector(".supposed", { state: "detached" });
  await page.click(".trade-list li:nth-child(2) a");
  await page.waitForURL(/trade=1/);
  await page.waitForFunction(() => document.querySelectorAll(".asks > li").length === 5);
  await page.goBack();
  await page.waitForFunction(() => document.querySelectorAll(".asks > li").length === 4);
  assert.ok(await page.evaluate(() => window.stays));
}

/** The answer to a large case is not waited for: its page is there at once, and follows by itself. */
async function large(page, place) {
  const send = async (path, body, kind) => {
    const headers = { authorization: `Bearer ${place.token}`, "content-type": kind };
    const answer = await fetch(place.site + path, { method: "POST", body, headers });
    assert.ok(answer.ok, `${path}: ${answer.status}`);
  };
  await send("/api/cases", JSON.stringify({ id: "large" }), "application/json");
  await send("/api/cases/large/dossier", large_offer(100, 50), "application/toml");
  await page.goto("/cases/large");
  await holds(page, "a large case");
  await page.waitForSelector("#trades", { timeout: 120_000 });
  assert.equal(await page.locator("#working").count(), 0);
  assert.equal(await page.locator(".matrix tbody tr").count(), 100);
  await holds(page, "a large case and its answer");
}

async function story(language, javaScriptEnabled) {
  scripts = javaScriptEnabled;
  const place = await demo();
  const web = await browser(place.site);
  const person = (options) => web.person({ javaScriptEnabled, viewport: { width: 1280, height: 900 }, ...options });
  const [secretary, delegate, observer, guest] = [await person(), await person(), await person(), await person()];
  await enter(secretary, place.link("wadi-nahr: the secretariat"));
  await enter(delegate, place.link("wadi-nahr: the delegate of national-council"));
  await enter(observer, place.link("wadi-nahr: an observer"));
  for (const page of [secretary, delegate, observer]) await speak(page, language);

  await meet(secretary, delegate, observer, language);
  await account(secretary, guest, language, place);
  await past(secretary);
  if (javaScriptEnabled) {
    await keys(secretary);
    await live(secretary);
  }
  await large(secretary, place);
  // The wall follows by itself, in whichever light.
  const wall = await person({ viewport: { width: 1920, height: 1080 } });
  await wall.context().addCookies(await secretary.context().cookies());
  for (const theme of ["light", "dark"]) {
    await wall.goto(`${CASE}/projector?theme=${theme}`);
    await holds(wall, `the wall, ${theme}`);
    assert.equal(await wall.locator("main :is(a, button, input)").count(), 0, "there is nothing to press");
    await wall.screenshot({ path: `out/wall-${language}-${theme}.png` });
  }
  for (const width of javaScriptEnabled ? [360, 820, 1440] : [820]) {
    for (const colorScheme of ["light", "dark"]) {
      await secretary.setViewportSize({ width, height: 900 });
      await secretary.emulateMedia({ colorScheme });
      for (const [name, path] of Object.entries(PAGES)) {
        await secretary.goto(path);
        await holds(secretary, `${name} ${width} ${colorScheme}`);
        assert.ok((await overflow(secretary)) <= 0, `${name} is wider than ${width}`);
        if (javaScriptEnabled) await secretary.screenshot({ path: `out/${name}-${language}-${width}-${colorScheme}.png`, fullPage: true });
      }
    }
  }
  // On paper, and as somebody sees it who tells no red from green.
  if (javaScriptEnabled) {
    await secretary.setViewportSize({ width: 1280, height: 900 });
    await secretary.emulateMedia({ colorScheme: "dark" });
    for (const [name, path] of [["board", CASE], ["meeting", PAGES.meeting], ["minutes", PAGES.minutes], ["record", PAGES.record], ["statement", PAGES.statement]]) {
      await secretary.goto(path);
      await secretary.pdf({ path: `out/${name}-${language}.pdf`, preferCSSPageSize: true });
      await secretary.emulateMedia({ media: "print", colorScheme: "light" });
      assert.ok(await secretary.isVisible(".printed"), "paper says where it comes from");
      assert.ok(!(await secretary.isVisible(".tabs")));
      await secretary.emulateMedia({ media: "screen", colorScheme: "light" });
    }
    const debug = await secretary.context().newCDPSession(secretary);
    await secretary.goto(CASE);
    for (const type of ["deuteranopia", "protanopia", "achromatopsia"]) {
      await debug.send("Emulation.setEmulatedVisionDeficiency", { type });
      await secretary.screenshot({ path: `out/board-${language}-${type}.png`, fullPage: true });
    }
    // Whatever says accept or reject says it in words or signs, too.
    assert.equal(await secretary.locator(".said:not(.hidden)").evaluateAll((all) => all.filter((it) => !it.textContent.trim()).length), 0);
  }
  assert.deepEqual(web.foreign, [], "nobody else is asked for anything");
  assert.deepEqual(web.faults, []);
  await web.end();
  place.end();
  console.log(`${language}, ${javaScriptEnabled ? "with" : "without"} a script: met, looked back, and looked after the account`);
}

const only = process.argv[2];
for (const [language, scripts] of [["en", true], ["ar", true], ["ar", false]]) {
  if (!only || only === `${language}${scripts ? "" : "-plain"}`) await story(language, scripts);
}
console.log(`${checked.length} looks, and axe objects to nothing`);

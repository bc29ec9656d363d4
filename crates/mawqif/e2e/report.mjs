// A press report in the browser: a new case, the example report pasted, its quotes decided on with the keyboard and
// with the mouse, one boundary drawn anew and the ends of another moved, what was confirmed entered, and a quote found again in the report. In
// English and in Arabic, with a script and without; axe, widths and other hosts as everywhere.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { browser, demo, enter, overflow, speak, violations } from "./demo.mjs";

mkdirSync("out", { recursive: true });
const REPORTS = { ar: "report-ar.txt", en: "report-en.txt" };
const report = (language) => readFileSync(new URL(`../../../examples/${REPORTS[language]}`, import.meta.url), "utf8");

async function story(language, javaScriptEnabled) {
  const place = await demo();
  const web = await browser(place.site);
  const page = await web.person({ javaScriptEnabled, viewport: { width: 1440, height: 900 } });
  const holds = async (what) => {
    if (!javaScriptEnabled) return;
    assert.deepEqual(await violations(page), [], what);
    assert.ok((await overflow(page)) <= 0, `${what} is wider than its window`);
  };
  await enter(page, place.link("wadi-nahr: the secretariat"));
  await speak(page, language);
  await page.goto("/new-case");
  await page.fill("[name='title.en']", "Water for the valley");
  await page.click("main form button");
  await page.waitForURL("**/cases/*");
  const home = new URL(page.url()).pathname;

  await page.goto(`${home}/report`);
  await holds("where a report is brought");
  await page.click("form.sheet button");
  assert.ok(await page.isVisible("[role=alert]"), "nothing was pasted, and that is said");
  await page.fill("#text", report(language));
  await page.fill("[name=name]", language === "ar" ? "بريد الوادي" : "The Valley Post");
  await page.fill("#published", "2031-04-12");
  for (const width of [360, 820, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    assert.ok((await overflow(page)) <= 0);
    if (javaScriptEnabled) await page.screenshot({ path: `out/report-${language}-${width}.png`, fullPage: true });
  }
  await page.click("form.sheet button");
  const quotes = page.locator("fieldset.quote[id]");
  const found = await quotes.count();
  assert.ok(found >= 4, `${found} quotes`);
  await holds("a reading");

  // Nothing is confirmed by itself.
  assert.equal(await page.locator("[name^='take.']:checked").count(), 0);
  for (const quote of await page.locator("fieldset.quote:has(.who > .hint)").all()) {
    assert.equal(await quote.locator("[name^='who.']:checked").count(), 0, "who is only supposed is not chosen");
  }
  await page.click("[name=step][value=enter]");
  assert.ok(await page.isVisible("#problems"), "nothing confirmed, nothing entered");

  if (javaScriptEnabled) {
    // The keyboard: the first quote is taken, the second left out and taken after all.
    await page.locator("#report").focus();
    await page.keyboard.press("j");
    await page.keyboard.press("y");
    await page.keyboard.press("j");
    await page.keyboard.press("n");
    assert.ok(await quotes.nth(1).evaluate((it) => it.classList.contains("is-left-out")));
    await page.keyboard.press("y");
  } else {
    for (const number of [1, 2]) await page.check(`[name='take.${number}'][value=yes]`);
  }
  for (const number of [1, 2]) {
    const who = page.locator(`[name='who.${number}']`);
    if (!(await page.locator(`[name='who.${number}']:checked`).count())) await who.first().check();
  }
  // Other words from the report, marked with the mouse where there is a script, copied where there is none.
  const words = await page.locator("[name='words.1']").inputValue();
  const fewer = words.split(" ").slice(0, 4).join(" ");
  if (javaScriptEnabled) {
    await page.evaluate((fewer) => {
      const pieces = [...document.querySelectorAll("#report .said")];
      const piece = pieces.find((it) => it.textContent.includes(fewer)).firstChild;
      const start = piece.data.indexOf(fewer);
      document.getSelection().setBaseAndExtent(piece, start, piece, start + fewer.length);
    }, fewer);
    await page.click("[data-words='1']");
    assert.equal(await page.inputValue("[name='words.1']"), fewer);
  } else {
    await page.fill("[name='words.1']", fewer);
    await page.check("[name='said.1'][value=other]");
  }
  assert.ok(await page.isChecked("[name='said.1'][value=other]"));
  if (javaScriptEnabled) await boundaries(page, language);
  await page.fill("[name=offer]", language === "ar" ? "خطة توزيع المياه" : "A plan for sharing the water");
  for (const width of javaScriptEnabled ? [360, 820, 1440] : []) {
    await page.setViewportSize({ width, height: 900 });
    await holds(`a reading at ${width}`);
    await page.screenshot({ path: `out/reading-${language}-${width}.png`, fullPage: true });
  }
  await page.click("[name=step][value=enter]");
  await page.waitForURL("**/initiative?done=*");
  assert.equal(await page.locator("#quotes li").count(), 2);
  await page.locator("#quotes a[href*='/reports/']").first().click();
  assert.equal((await page.innerText("#said")).trim(), fewer);
  await holds("a quote in its report");
  if (javaScriptEnabled) await page.screenshot({ path: `out/source-${language}.png` });
  assert.deepEqual(web.foreign, []);
  assert.deepEqual(web.faults, []);
  await web.end();
  place.end();
  console.log(`${language}, ${javaScriptEnabled ? "with" : "without"} a script: ${found} quotes read, two confirmed`);
}

// The ends of the second quote: moved with the arrow keys, put back, and dragged with the mouse.
async function boundaries(page, language) {
  const own = page.locator("[name='words.2']");
  const asRead = (await own.inputValue()).split(" ");
  await page.click("[data-bounds='2']");
  const [from, to] = [page.locator(".bound[data-end=from]"), page.locator(".bound[data-end=to]")];
  assert.ok(await from.evaluate((it) => it === document.activeElement), "the beginning has the focus");
  assert.match(await from.getAttribute("aria-label"), /2|٢/);
  const forward = language === "ar" ? "ArrowLeft" : "ArrowRight";
  await page.keyboard.press(forward);
  await page.keyboard.press(forward);
  assert.deepEqual((await own.inputValue()).split(" "), asRead.slice(2), "two words later");
  assert.ok(await from.evaluate((it) => it === document.activeElement), "it keeps the focus");
  assert.ok((await page.innerText("#moved")).includes(asRead[2]), "what has changed is told");
  assert.ok(await page.isChecked("[name='said.2'][value=other]"));
  await page.keyboard.press("Home");
  assert.equal((await own.inputValue()).split(" ")[0], asRead[0], "back to what was read");
  // Drag the end to the middle of the third word of the quote.
  const third = await page.evaluate((word) => {
    const piece = [...document.querySelectorAll("#report [data-in~='2']")].find((it) => it.textContent.includes(word));
    const range = document.createRange();
    const start = piece.textContent.indexOf(word);
    range.setStart(piece.firstChild, start);
    range.setEnd(piece.firstChild, start + word.length);
    const box = range.getBoundingClientRect();
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }, asRead[2]);
  const grip = await to.boundingBox();
  await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2);
  await page.mouse.down();
  await page.mouse.move(third.x, third.y, { steps: 8 });
  await page.mouse.up();
  assert.deepEqual((await own.inputValue()).split(" "), asRead.slice(0, 3), "dragged to the third word");
  await page.screenshot({ path: `out/boundaries-${language}.png` });
}

const only = process.argv[2];
for (const [language, scripts] of [["en", true], ["ar", true], ["ar", false]]) {
  if (!only || only === `${language}${scripts ? "" : "-plain"}`) await story(language, scripts);
}

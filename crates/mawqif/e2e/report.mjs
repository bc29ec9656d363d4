// A press report in the browser: a new case, the example report pasted, its quotes decided on with the keyboard and
// with the mouse, one boundary drawn anew, what was confirmed entered, and a quote found again in the report. In
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

const only = process.argv[2];
for (const [language, scripts] of [["en", true], ["ar", true], ["ar", false]]) {
  if (!only || only === `${language}${scripts ? "" : "-plain"}`) await story(language, scripts);
}

// The popular base: the secretariat opens a consultation, people vote by the open link, by a code and on paper, add a
// statement that is read before it is shown, and everybody sees what came of it; in English and in Arabic, without a
// script. On every page: nothing that axe objects to, nothing wider than its window, no request to another host, and
// hostile words refused or shown as words. Screenshots go to out/.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { browser, demo, enter, overflow, speak, violations } from "./demo.mjs";

mkdirSync("out", { recursive: true });
const CASE = "/cases/wadi-nahr";
const SEEDS = ["القصف يتوقف أولًا. | The shelling stops first.", "Monitors may go anywhere.", "The council keeps its arms.", "لا يُهجَّر أحد."];
const PAYLOAD = `<script>alert(1)</script>"'><img src=x onerror=alert(2)> \u0627`;

const checked = [];
/** With a script, since axe needs one to look; the page itself has none. */
async function holds(page, what) {
  assert.ok((await overflow(page)) <= 0, `${what}: ${page.url()} is wider than its window`);
  assert.equal(await page.locator("img[src=x]").count(), 0, what);
  assert.deepEqual(await violations(page), [], `${what}: ${page.url()}`);
  checked.push(what);
}

/** A consultation with statements: the path at which everybody finds it. */
async function open(secretary, language) {
  await secretary.goto(`${CASE}/consultations`);
  await holds(secretary, "no consultation yet");
  await secretary.click("a[href$='/asking/open']");
  await secretary.click(".sheet .buttons button");
  assert.ok(await secretary.locator("#problems li").count(), "an empty sheet says what it lacks");
  await holds(secretary, "an empty sheet");
  for (const [name, says] of Object.entries({
    "title.ar": "وقف القصف", "title.en": "An end to the shelling",
    "question.ar": "ماذا نطلب قبل أن نوقّع؟", "question.en": "What should we ask for before we sign?",
    "asks.ar": "اتحاد عمال الإغاثة", "asks.en": "The union of relief workers",
    closes: "2096-01-01T12:00",
  })) await secretary.fill(`[name='${name}']`, says);
  await secretary.selectOption("[name=doors]", "both");
  await secretary.selectOption("[name=results]", "always");
  await secretary.click(".sheet .buttons button");
  await secretary.waitForURL("**/consultations?done=*");
  await secretary.locator(".published a").first().click();
  await holds(secretary, "a consultation");
  assert.ok(await secretary.locator(".qr").count(), "a picture to scan");
  const house = new URL(secretary.url()).pathname;
  await secretary.goto(`${house}/statements`);
  await secretary.fill("#seeds", `${SEEDS[0]}\n${PAYLOAD}`);
  await secretary.click("form:has(#seeds) button");
  assert.ok(await secretary.locator("#problem").count(), "hostile words are refused with their line");
  await holds(secretary, "a line that is refused");
  await secretary.fill("#seeds", SEEDS.join("\n"));
  await secretary.click("form:has(#seeds) button");
  await secretary.waitForURL("**did=seed*");
  assert.equal(await secretary.locator(".queue > li").count(), SEEDS.length);
  await holds(secretary, "statements");
  await secretary.screenshot({ path: `out/public-statements-${language}.png`, fullPage: true });
  return { house, path: house.replace("/cases/", "/p/").replace("/consultations/", "/") };
}

/** Votes on every statement that is asked, and says how many that were. */
async function vote(voter, choose) {
  let count = 0;
  while (await voter.locator(".votes button").count()) {
    const asked = await voter.inputValue("[name=statement]");
    await voter.click(`.votes button[value=${choose(count)}]`);
    await voter.waitForURL((url) => url.search === `?voted=${asked}`);
    assert.equal(await voter.evaluate(() => document.activeElement.id || location.hash.slice(1)), "statement");
    count += 1;
    assert.ok(count <= 20, "each statement is asked once");
  }
  return count;
}

async function story(language) {
  const place = await demo();
  const web = await browser(place.site);
  const secretary = await web.person({ viewport: { width: 1440, height: 900 } });
  await enter(secretary, place.link("wadi-nahr: the secretariat"));
  await speak(secretary, language);
  const { house, path } = await open(secretary, language);

  // By the open link, on a phone, in the voter's own language.
  const phone = { viewport: { width: 360, height: 740 }, locale: language, javaScriptEnabled: true };
  const voter = await web.person(phone);
  await voter.goto(path);
  await holds(voter, "the door");
  await voter.screenshot({ path: `out/public-door-${language}.png`, fullPage: true });
  await voter.click("form:has([name=by]) button");
  await voter.waitForURL("**#statement");
  await holds(voter, "a statement");
  await voter.screenshot({ path: `out/public-vote-${language}.png`, fullPage: true });
  assert.equal(await vote(voter, (at) => ["agree", "disagree", "pass"][at % 3]), SEEDS.length);
  await holds(voter, "all is voted on");
  await voter.goto(`${path}/votes`);
  await holds(voter, "one's votes");
  await voter.locator(".own li").first().locator("button[value=pass]").click();
  await voter.waitForURL("**?changed=*");
  await voter.goto(`${path}/add`);
  await voter.fill("#words", PAYLOAD);
  await voter.click("main form button");
  assert.equal(await voter.inputValue("#words"), PAYLOAD, "what was written stays");
  await holds(voter, "words that are refused");
  await voter.fill("#words", language === "ar" ? "من يدفع ثمن الإعمار؟ الدولة." : "The state pays for rebuilding.");
  await voter.click("main form button");
  await voter.waitForURL("**?added=*");
  await holds(voter, "a statement has arrived");
  await secretary.goto(`${house}/statements?list=waiting`);
  await holds(secretary, "the queue");
  await secretary.locator(".queue button[value=shown]").first().click();
  await secretary.waitForURL("**did=moderate*");

  // By a code, which is seen once, and without a script.
  await secretary.goto(`${house}/codes`);
  await secretary.fill("#count", "2");
  await secretary.click("form:has(#count) button >> nth=0");
  const codes = await secretary.locator(".slips code").allInnerTexts();
  assert.equal(codes.length, 2);
  await holds(secretary, "a sheet of codes");
  await secretary.screenshot({ path: `out/public-codes-${language}.png`, fullPage: true });
  const plain = await web.person({ ...phone, javaScriptEnabled: false });
  await plain.goto(`${path}/${codes[0]}`);
  assert.equal(new URL(plain.url()).pathname, path, "the code stays in no address");
  await plain.click("main form button");
  await plain.waitForURL("**#statement");
  for (let at = 0; at < SEEDS.length; at += 1) {
    const asked = await plain.inputValue("[name=statement]");
    await plain.click(".votes button[value=agree]");
    await plain.waitForURL((url) => url.search === `?voted=${asked}`);
  }
  await secretary.goto(`${house}/codes`);
  await secretary.locator("table details summary").last().click();
  await secretary.locator("table details[open] input[name=reason]").fill(PAYLOAD.replaceAll(/[<>]/g, ""));
  await secretary.locator("table details[open] button").click();
  await secretary.waitForURL("**did=block*");
  await holds(secretary, "a blocked code");

  // On paper: tried, mended, entered.
  await secretary.goto(`${house}/paper`);
  await secretary.fill("#ballots", "B-1 - 1+ 2-\nB-2 - 99+");
  await secretary.click("button[value=dry]");
  assert.ok(await secretary.locator("#problem li").count(), "a mistake is told");
  await holds(secretary, "paper with a mistake");
  await secretary.fill("#ballots", "B-1 - 1+ 2-\nB-2 - 1+ 3/\nB-3 - 1+ 2+\nB-4 - 1- 2+");
  await secretary.click("button[value=real]");
  await holds(secretary, "paper is entered");

  // What came of it, for everybody and for the case.
  const reader = await web.person({ viewport: { width: 820, height: 1000 }, locale: language });
  for (let at = 0; at < 60; at += 1) {
    await reader.goto(`${path}/results`);
    if (await reader.locator("table").count()) break;
    await reader.waitForTimeout(500);
  }
  await reader.locator("table").first().waitFor();
  await holds(reader, "the result");
  await reader.screenshot({ path: `out/public-results-${language}.png`, fullPage: true });
  await secretary.goto(`${house}/report`);
  await holds(secretary, "the report");
  await secretary.screenshot({ path: `out/public-report-${language}.png`, fullPage: true });
  await secretary.goto(house);
  await secretary.locator("details.act summary").click();
  await secretary.click("form:has([value=close-public-consultation]) button");
  await holds(secretary, "closing is asked for");
  await secretary.click("form[action$='/acts'] .buttons button");
  await secretary.waitForURL("**?done=*");
  await voter.goto(path);
  assert.equal(await voter.locator("[value=enter]").count(), 0, "nobody comes in any more");
  await holds(voter, "a closed consultation");
  assert.deepEqual(web.foreign, []);
  assert.deepEqual(web.faults, []);
  await web.end();
  place.end();
}

for (const language of ["en", "ar"]) await story(language);
console.log(`public.mjs: ${checked.length} pages hold`);

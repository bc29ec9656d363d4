// From what was adopted to what everybody reads: a statement is drafted in both languages, let out by two people,
// read by a stranger in every form, and corrected; in English and in Arabic, with a script and without. On every
// page: nothing that axe objects to, nothing wider than its window, no request to another host, and hostile words
// shown as words. Screenshots go to out/.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { browser, demo, enter, overflow, speak, violations } from "./demo.mjs";

mkdirSync("out", { recursive: true });
const ID = "wadi-nahr-agreed";
const CASE = `/cases/${ID}`;
const PUBLIC = `/public/${ID}`;
const PAYLOAD = `<script>alert(1)</script>"'><img src=x onerror=alert(2)> \u0627`;
const WORDS = {
  "title.en": `The bodies met ${PAYLOAD}`,
  "title.ar": `اجتمعت الهيئات ${PAYLOAD}`,
  "text.en": `They met on Saturday 12/04/2031 with 3.5 % more ${PAYLOAD}\n\n1. They meet again.`,
  rests_on: "",
  "text.ar": `اجتمعت يوم السبت 12/04/2031 مع UNHCR وزيادة 3.5% ${PAYLOAD}\n\n1. وستجتمع من جديد.`,
};

const checked = [];
let scripts = true;
async function holds(page, what) {
  assert.ok((await overflow(page)) <= 0, `${what}: ${page.url()} is wider than its window`);
  if (!scripts) return;
  assert.deepEqual(await violations(page), [], `${what}: ${page.url()}`);
  checked.push(what);
}

/** What a page asks to be confirmed is confirmed, with the password when the session is not fresh any more. */
async function confirmed(page) {
  await page.click("form[action$='/acts'] .buttons button");
  await page.waitForURL("**?done=*");
}

/** Writes what a sheet is to hold and sends it. */
async function draft(secretary, of, words) {
  await secretary.goto(`${CASE}/statement/draft${of}`);
  await holds(secretary, `the sheet ${of}`);
  for (const [name, says] of Object.entries(words)) await secretary.fill(`[name='${name}']`, says);
  await secretary.click("form.sheet button[type=submit], main form .buttons button >> nth=0");
  await secretary.waitForURL(/statements\/\d+|done=/).catch(async () => assert.fail(`not drafted: ${await secretary.innerText("main")}`));
  await secretary.goto(`${CASE}/statement`);
  const link = await secretary.locator(".told h3 a").first().getAttribute("href");
  await secretary.goto(link);
  return Number(link.match(/\d+$/)[0]);
}

/** The secretary asks for it to go out, the deputy confirms. */
async function release(secretary, deputy, number) {
  await secretary.goto(`${CASE}/statements/${number}`);
  await secretary.click("form:has([value=release-statement]) button");
  await holds(secretary, "what is about to go out");
  await confirmed(secretary);
  await deputy.goto(`${CASE}/changes`);
  await holds(deputy, "a release to confirm");
  await deputy.click("button[value=confirm-change]");
  await confirmed(deputy);
}

async function story(language, javaScriptEnabled) {
  scripts = javaScriptEnabled;
  const place = await demo();
  const web = await browser(place.site);
  const person = (options) => web.person({ javaScriptEnabled, viewport: { width: 1280, height: 900 }, ...options });
  const [secretary, deputy, stranger] = [await person(), await person(), await person({ locale: language })];
  await enter(secretary, place.link(`${ID}: the secretariat`));
  await enter(deputy, place.link(`${ID}: a second person of the secretariat`));
  for (const page of [secretary, deputy]) await speak(page, language);

  // What is wrong is told beside the field, and what was written stays.
  await secretary.goto(`${CASE}/statement/draft?kind=bulletin`);
  await secretary.fill("[name='title.en']", PAYLOAD);
  await secretary.fill("[name='rests_on']", "first");
  await secretary.click("main form .buttons button >> nth=0");
  await holds(secretary, "a draft with problems");
  assert.equal(await secretary.inputValue("[name='title.en']"), PAYLOAD);

  const number = await draft(secretary, "?kind=bulletin", WORDS);
  await holds(secretary, "a draft");
  assert.equal((await stranger.goto(`${PUBLIC}/${number}`)).status(), 404, "a draft is nobody's");
  await draft(secretary, `?id=${number}`, { "text.en": `${WORDS["text.en"]}\n\n2. At noon.`, "text.ar": `${WORDS["text.ar"]}\n\n2. ظهراً.` });
  await holds(secretary, "a second version");
  assert.ok(await secretary.locator("ins").count(), "what changed is marked");
  await release(secretary, deputy, number);

  // Everybody reads it, as words, in both languages, and in every form that is offered.
  await stranger.goto(PUBLIC);
  await holds(stranger, "what is public");
  assert.equal(await stranger.getAttribute("html", "lang"), language);
  await stranger.click(`main a[href='${PUBLIC}/${number}']`);
  await holds(stranger, "a statement");
  const said = await stranger.innerText("article.statement");
  assert.ok(said.includes("<script>alert(1)</script>") && said.includes("12/04/2031"), said);
  const forms = await stranger.locator(".links a").evaluateAll((all) => all.map((it) => it.getAttribute("href")));
  for (const form of [...forms, `${PUBLIC}/feed.atom`]) {
    const answer = await stranger.request.get(form);
    assert.equal(answer.status(), 200, form);
    assert.ok((await answer.body()).length > 0, form);
  }
  const pdf = await stranger.request.get(`${PUBLIC}/${number}/statement.pdf`);
  assert.equal((await pdf.body()).subarray(0, 5).toString(), "%PDF-");

  // A correction leaves what was said, and says so.
  await secretary.goto(`${CASE}/statements/${number}`);
  await secretary.click("a[href*='kind=correction']");
  const correction = await draft(secretary, `?kind=correction&about=${number}`, { "title.en": "A correction", "title.ar": "تصحيح", "text.en": "They met on Sunday.", "text.ar": "اجتمعت يوم الأحد." });
  await release(secretary, deputy, correction);
  await stranger.goto(`${PUBLIC}/${number}`);
  // What everybody reads may be kept for a minute by whoever passes it on.
  await stranger.reload();
  await holds(stranger, "a corrected statement");
  assert.ok(await stranger.locator(`.problem a[href='${PUBLIC}/${correction}']`).count());

  const ours = {
    "statement-list": `${CASE}/statement`,
    "statement-draft": `${CASE}/statement/draft?kind=position`,
    "statement-draft-change": `${CASE}/statement/draft?kind=withdrawal&about=${number}`,
    "statement-one": `${CASE}/statements/${number}`,
    "statement-position": `${CASE}/statements/1`,
  };
  const everybodys = { public: PUBLIC, "public-corrected": `${PUBLIC}/${number}`, "public-position": `${PUBLIC}/1` };
  for (const width of javaScriptEnabled ? [360, 820, 1440] : [360]) {
    for (const colorScheme of ["light", "dark"]) {
      for (const [page, pages] of [[secretary, ours], [stranger, everybodys]]) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme });
        for (const [name, path] of Object.entries(pages)) {
          assert.equal((await page.goto(path)).status(), 200, path);
          await holds(page, `${name} ${width} ${colorScheme}`);
          const plain = javaScriptEnabled ? "" : "-plain";
          await page.screenshot({ path: `out/${name}-${language}-${width}-${colorScheme}${plain}.png`, fullPage: true });
        }
      }
    }
  }
  assert.deepEqual(web.foreign, [], "nobody else is asked for anything");
  assert.deepEqual(web.faults, []);
  await web.end();
  place.end();
  console.log(`${language}, ${javaScriptEnabled ? "with" : "without"} a script: drafted, let out by two, read by a stranger, corrected`);
}

const only = process.argv[2];
for (const [language, scripts] of [["en", true], ["ar", true], ["ar", false]]) {
  if (!only || only === `${language}${scripts ? "" : "-plain"}`) await story(language, scripts);
}
console.log(`${checked.length} looks, and axe objects to nothing`);

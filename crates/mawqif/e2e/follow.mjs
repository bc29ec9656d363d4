// How commitments are kept, in the browser: a case with commitments, a table of reports brought, looked at, read in another
// way, taken in, the board with its map and lines, what can be taken home, and the table taken back. In English and in
// Arabic, with a script and without; axe, widths and other hosts as everywhere. Screenshots go to out/.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { browser, demo, enter, overflow, speak, violations } from "./demo.mjs";

mkdirSync("out", { recursive: true });
// The example is of days that have not come; whoever reports has seen what has been.
const example = (name) => readFileSync(new URL(`../../../examples/${name}`, import.meta.url), "utf8").replaceAll("2031-", "2025-");

const AGREED = "/cases/wadi-nahr-agreed";

/** Sends what a page asks to be confirmed. */
async function confirmed(page) {
  await page.click("form[action$='/acts'] .buttons button");
  await page.waitForURL("**?done=*");
}

/** What everybody sees of the follow-up: what the last bulletin told, and nothing newer; and the next bulletin. */
async function bulletin(web, place, language, javaScriptEnabled) {
  const looked = async (page, what, shot) => {
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      assert.ok((await overflow(page)) <= 0, `${what} is wider than ${width}`);
      if (shot && javaScriptEnabled) await page.screenshot({ path: `out/${shot}-${language}-${width}.png`, fullPage: true });
    }
    if (javaScriptEnabled) assert.deepEqual(await violations(page), [], what);
  };
  const anybody = await web.person({ javaScriptEnabled, locale: language, viewport: { width: 1280, height: 900 } });
  const PUBLIC = "/public/wadi-nahr-agreed/follow-up";
  await anybody.goto(PUBLIC);
  assert.equal(await anybody.getAttribute("html", "lang"), language);
  await looked(anybody, "what everybody sees of the follow-up", "watch");
  assert.equal(await anybody.locator("article.incident").count(), 1, "one incident was verified");
  assert.ok(await anybody.locator(".kept tbody tr").count(), "there is a board");
  assert.equal(await anybody.locator("#watch-bulletins ~ ul li").count(), 1);
  assert.equal((await anybody.request.get("/public/wadi-nahr-agreed/follow-up?bulletin=9")).status(), 404);
  assert.equal((await anybody.request.get("/public/wadi-nahr/follow-up")).status(), 404, "not published");
  await anybody.locator("a[href$='/statement.pdf']").first().waitFor();
  const pdf = await anybody.request.get(await anybody.locator("a[href$='/statement.pdf']").first().getAttribute("href"));
  assert.equal((await pdf.body()).subarray(0, 4).toString(), "%PDF");
  const [secretary, deputy] = [await web.person({ javaScriptEnabled }), await web.person({ javaScriptEnabled })];
  await enter(secretary, place.link("wadi-nahr-agreed: the secretariat"));
  await speak(secretary, language);
  await enter(deputy, place.link("wadi-nahr-agreed: a second"));
  await speak(deputy, language);

  // The incident is closed: it is gone from the page at once, and the board of the case has it in no area.
  await secretary.goto(`${AGREED}/follow-up/sensitivity?id=1`);
  await looked(secretary, "what the public may see");
  await secretary.selectOption("select[name=sensitivity]", "closed");
  await secretary.fill("[name='reason.ar']", "ما زال الناس يسكنون هناك.");
  await secretary.fill("[name='reason.en']", "People still live there.");
  await secretary.click("main form.sheet button");
  await secretary.waitForURL("**done=*");
  await anybody.goto(`${PUBLIC}?now`);
  assert.equal(await anybody.locator("article.incident").count(), 0, "closed is gone at once");

  // The next bulletin: drafted by the program, changed by nobody, let out by two.
  await secretary.goto(`${AGREED}/statement`);
  await secretary.click("a[href$='week=yes']");
  await looked(secretary, "a bulletin that is drafted", "bulletin");
  for (const tag of ["ar", "en"]) assert.match(await secretary.inputValue(`[name='text.${tag}']`), /\| /, "a table of commitments");
  await secretary.click("main form.sheet button[type=submit], main form .buttons button >> nth=0");
  await secretary.goto(`${AGREED}/statement`);
  const link = await secretary.locator(".told h3 a").first().getAttribute("href");
  await secretary.goto(link);
  await secretary.locator("details.act summary").first().click();
  await looked(secretary, "a bulletin before it goes out", "bulletin-one");
  await secretary.click("form:has([value=release-statement]) button");
  await confirmed(secretary);
  await deputy.goto(`${AGREED}/changes`);
  await deputy.click("button[value=confirm-change]");
  await confirmed(deputy);
  await anybody.goto(`${PUBLIC}?again`);
  assert.equal(await anybody.locator("#watch-bulletins ~ ul li").count(), 2);
  await anybody.goto(`${PUBLIC}?bulletin=1`);
  assert.ok(await anybody.isVisible(".notice"), "an earlier one says so");
  await looked(anybody, "what an earlier bulletin told");
}

async function story(language, javaScriptEnabled) {
  const place = await demo();
  const web = await browser(place.site);
  const page = await web.person({ javaScriptEnabled, viewport: { width: 1280, height: 900 } });
  const holds = async (what, shot) => {
    assert.equal(await page.locator("main h1").count(), 1, `${what}: ${page.url()}`);
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      assert.ok((await overflow(page)) <= 0, `${what} is wider than ${width}`);
      if (shot && javaScriptEnabled) await page.screenshot({ path: `out/${shot}-${language}-${width}.png`, fullPage: true });
    }
    if (javaScriptEnabled) assert.deepEqual(await violations(page), [], what);
  };
  const send = async (path, body, kind) => {
    const headers = { authorization: `Bearer ${place.token}`, "content-type": kind };
    const answer = await fetch(place.site + path, { method: "POST", body, headers });
    assert.ok(answer.ok, `${path}: ${answer.status} ${await answer.text()}`);
  };
  await send("/api/cases", JSON.stringify({ id: "kept" }), "application/json");
  await send("/api/cases/kept/dossier", example("follow-up.toml"), "application/toml");
  await enter(page, place.link("wadi-nahr: the secretariat"));
  await speak(page, language);

  await page.goto("/cases/kept/follow-up/board");
  await holds("a board of what nobody has seen");
  assert.ok(await page.locator("td[class*=none], td[class*=k-no]").count() || (await page.locator(".kept td").count()), "there is a board");
  await page.click("a[href$='/follow-up/imports']");
  await holds("where tables are brought");
  await page.click("main form.sheet button");
  assert.ok(await page.isVisible("#problems"), "nothing was brought, and that is said");
  const table = `${example("reports.csv").trimEnd()}\nR998,31/31/2025,,shelling,army,residents,Wadi Nahr,,,1,<b>x</b>\nR999,2099-01-01,,shelling,army,residents,Wadi Nahr,37.18,36.2,1,=1+1\n`;
  await page.setInputFiles("#file", { name: "reports.csv", mimeType: "text/csv", buffer: Buffer.from(table) });
  await page.click("main form.sheet button");
  await page.waitForURL("**/imports/1*");
  await holds("a table before it counts", "import");
  assert.ok((await page.locator("tbody tr").count()) >= 2, "what is doubtful is listed by its line");
  await page.click("button[value=look]");
  await page.waitForURL("**/imports/1*");
  await page.click("button[value=take]");
  await page.waitForURL("**/imports/1*");
  assert.ok(await page.locator("#reason").count(), "it was taken in, and can be taken back");
  // The same file is known.
  await page.goto("/cases/kept/follow-up/imports");
  await page.setInputFiles("#file", { name: "again.csv", mimeType: "text/csv", buffer: Buffer.from(table) });
  await page.click("main form.sheet button");
  assert.ok((await page.isVisible("#problems")) || /imports\/1/.test(page.url()), "the same table counts once");

  await page.goto("/cases/kept/follow-up/board");
  await holds("the board", "kept");
  assert.ok(await page.locator(".kept tbody tr").count());
  assert.ok(await page.locator(".kept-map a").count(), "a map to go through by keyboard");
  assert.ok(await page.locator(".kept-line svg").count(), "a line");
  const took = async (name) => {
    const answer = await page.request.get(`/cases/kept/follow-up/board/${name}`);
    assert.ok(answer.ok(), name);
    return answer.body();
  };
  assert.match((await took("board.csv")).toString().split("\n")[1], /^#/, "a row of HXL tags");
  assert.equal(JSON.parse(await took("board.geojson")).type, "FeatureCollection");
  JSON.parse(await took("board.json"));
  assert.equal((await took("board.pdf")).subarray(0, 4).toString(), "%PDF");
  assert.equal((await took("evidence.zip")).subarray(0, 2).toString(), "PK");
  await page.goto("/cases/kept/follow-up/board?known=2025-01-01");
  await holds("the board before anybody knew");

  await page.goto("/cases/kept/follow-up/imports/1");
  await page.fill("#reason", language === "ar" ? "سُلّم الجدول خطأً." : "It was handed in by mistake.");
  await page.click("button[value=back]");
  await page.waitForURL("**/imports/1*");
  await holds("a table that was taken back");
  assert.equal(await page.locator("#reason").count(), 0);

  await bulletin(web, place, language, javaScriptEnabled);

  assert.deepEqual(web.faults, []);
  assert.deepEqual(web.foreign, []);
  await web.end();
  place.end();
}

for (const [language, script] of [["en", true], ["ar", true], ["ar", false]]) {
  await story(language, script);
  console.log(`follow ${language}${script ? "" : ", no script"}: ok`);
}

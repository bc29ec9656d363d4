// A case in the browser: signed in by links, stances filed, the position worked out, voted on and adopted;
// in English and in Arabic, with a script and without, three delegates beside the secretariat. On every
// page: nothing that axe objects to, nothing wider than its window, no request to another host. Screenshots
// go to out/.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { browser, demo, enter, overflow, speak, violations } from "./demo.mjs";

mkdirSync("out", { recursive: true });
const CASE = "/cases/wadi-nahr";
const PAGES = {
  cases: "/cases",
  board: CASE,
  ...Object.fromEntries(["initiative", "stress", "bodies", "rule", "conditions", "stances", "record"].map((page) => [page, `${CASE}/${page}`])),
  "stress-allow": `${CASE}/stress/allow?rule=no-verifier&on=stop-shelling`,
  "stress-test": `${CASE}/stress/test`,
  "stress-game": `${CASE}/stress/game`,
  rules: "/rules",
  "rule-explained": "/rules/no-verifier",
};
const PAYLOAD = `<script>alert(1)</script><b onclick=alert(2)>\u05d0\u0627 x`;

const checked = [];
/** What must hold of any page that somebody is at. axe is a script itself, so it looks where scripts run. */
let scripts = true;
async function holds(page, what) {
  if (!scripts) return;
  const found = await violations(page);
  assert.deepEqual(found, [], `${what}: ${page.url()}`);
  assert.ok((await overflow(page)) <= 0, `${what}: ${page.url()} is wider than its window`);
  checked.push(what);
}

/** Does what a button of the board asks for, through the page that asks once more. */
const act = async (page, button, how = {}) => {
  await page.goto(CASE);
  await page.click(button);
  await holds(page, "confirm");
  await page.click("form[action$='/acts'] button", how);
  await page.waitForURL(`**${CASE}?done=*`);
  assert.ok(await page.isVisible(".done a[href$='/receipt']"), "an act is answered with its receipt");
};

/** Files a stance by choosing. */
const choose = async (page, body, wishes) => {
  await page.goto(`${CASE}/stances/${body}`);
  await holds(page, "stance");
  // The page begins with what the body has said.
  await page.check("input[name=verdict][value=accept]");
  for (const [id, wish] of Object.entries(wishes)) await page.check(`input[name="n.${id}"][value=${wish}]`);
  await page.click("button[value=choices]");
  await holds(page, "preview");
  const sentence = await page.innerText("blockquote");
  await page.click("form[action$='/acts'] button");
  await page.waitForURL(`**${CASE}?done=*`);
  return sentence;
};

async function story(language, javaScriptEnabled) {
  scripts = javaScriptEnabled;
  const place = await demo();
  const web = await browser(place.site);
  const person = () => web.person({ javaScriptEnabled, viewport: { width: 1280, height: 900 } });
  const secretary = await person();
  const [civil, military, political] = [await person(), await person(), await person()];
  await enter(secretary, place.link("wadi-nahr: the secretariat"));
  await enter(political, place.link("wadi-nahr: the delegate of national-council"));
  await enter(civil, place.link("wadi-nahr: the delegate of provincial-council"));
  await enter(military, place.link("wadi-nahr: the delegate of northern-brigade"));
  const all = [secretary, civil, military, political];
  for (const page of all) await speak(page, language);

  // The board as it is found, and somebody who keeps looking at it.
  await secretary.goto(CASE);
  await holds(secretary, "board");
  assert.equal(await secretary.locator(".asks > li").count(), 4);
  // The picture in the documents.
  if (language === "en") await secretary.screenshot({ path: "out/board.png", clip: { x: 0, y: 0, width: 1280, height: 1640 }, fullPage: true });
  assert.equal(await secretary.locator(".matrix tbody tr").count(), 11);
  const before = await secretary.getAttribute("[data-entries]", "data-entries");

  // What if the Northern Brigade walks out? Nothing wins, and nothing is in the record.
  await secretary.locator(".what-if summary").click();
  await secretary.selectOption("[name='b.northern-brigade']", "reject");
  await Promise.all([secretary.waitForEvent("load"), secretary.click(".what-if button")]);
  await holds(secretary, "what if");
  assert.equal(await secretary.locator(".asks > li").count(), 0);
  assert.ok(await secretary.isVisible(".supposed"));
  assert.equal(await secretary.getAttribute("[data-entries]", "data-entries"), before);

  // Another trade is looked at, from the list and from the plot.
  await secretary.goto(CASE);
  await secretary.click(".trade-list li:nth-child(2) a");
  await secretary.waitForURL(/trade=1/);
  assert.equal(await secretary.locator(".asks > li").count(), 5);
  await secretary.goto(CASE);

  // A delegate changes their mind by choosing; the board of whoever looks follows by itself.
  const sentence = await choose(civil, "relief-union", { routes: "need", detainees: "need", "un-force": "never" });
  assert.match(sentence, /routes/);
  assert.match(sentence, /un-force/);
  if (javaScriptEnabled) {
    await secretary.waitForFunction(() => document.querySelector("#news").textContent !== "", null, { timeout: 10_000 });
    assert.ok(await secretary.locator(".matrix tr", { hasText: /Relief|الإغاثة/ }).locator(".never").count());
  }
  await choose(military, "eastern-front", { ground: "need" });

  // What cannot be read is told, and what was written stays.
  await civil.goto(`${CASE}/stances/relief-union`);
  await civil.click("details.more > summary");
  await civil.fill("[name=says]", "accept if grund");
  await civil.fill("[name=reason]", PAYLOAD);
  await civil.click("button[value=words]");
  await holds(civil, "stance with a problem");
  assert.equal(await civil.inputValue("[name=says]"), "accept if grund");
  assert.match(await civil.innerText("#problems"), /ground/);
  await civil.fill("[name=says]", "accept if routes");
  await civil.click("button[value=words]");
  await civil.click("form[action$='/acts'] button");
  await civil.waitForURL(`**${CASE}?done=*`);
  await civil.goto(`${CASE}/stances`);
  await holds(civil, "a payload");
  assert.match(await civil.innerText(".stances"), /<script>alert\(1\)<\/script>/, "it is shown as words");

  // Worked out, voted on, adopted.
  await act(secretary, "form:has([value=compute-position]) button");
  await act(secretary, "button[name=package] >> nth=0");
  for (const delegate of [political, civil, military]) {
    for (;;) {
      await delegate.goto(CASE);
      if (!(await delegate.locator("button[name=choice][value=accept]").count())) break;
      await delegate.locator("button[name=choice][value=accept]").first().click();
      await delegate.click("form[action$='/acts'] button");
      await delegate.waitForURL(`**${CASE}?done=*`);
    }
  }
  await holds(military, "ballot");
  await act(secretary, "form:has([value=close-ballot]) button");
  const counted = Number(await secretary.getAttribute("[data-entries]", "data-entries"));
  // Sent twice, as a hurried hand does: the position is adopted once, and its committee formed once.
  await act(secretary, "form:has([value=adopt-position]) button", { clickCount: 2 });
  await secretary.goto(CASE);
  assert.equal(Number(await secretary.getAttribute("[data-entries]", "data-entries")), counted + 2);
  assert.ok(await secretary.isVisible(".adopted"));
  await holds(secretary, "adopted");
  // An invitation with a name that would rather be a program.
  await secretary.goto(`${CASE}/bodies`);
  // For a delegate, which takes a fresh session once bodies are consulted: in the demo a link has given one.
  await secretary.selectOption("[name=for]", "body:women-network");
  await secretary.click("#invite .buttons button");
  const link = await secretary.innerText(".secret");
  await holds(secretary, "invitation made");
  const guest = await person();
  await guest.goto(link);
  await holds(guest, "invitation");
  await guest.fill("[name=name]", "<script>alert(3)</script>");
  await guest.fill("[name=address]", "guest@example.org");
  await guest.fill("[name=password]", "seven olive trees");
  await guest.click("main button");
  await guest.waitForURL(`**${CASE}`);
  assert.match(await guest.innerText(".who"), /<script>alert\(3\)/);
  await guest.click("form[action='/sign-out'] button");
  await guest.waitForURL("**/sign-in");
  await holds(guest, "sign in");
  await guest.goto(CASE);
  assert.match(guest.url(), /\/sign-in\?back=/);

  for (const width of javaScriptEnabled ? [360, 820, 1440] : []) {
    for (const colorScheme of ["light", "dark"]) {
      await secretary.setViewportSize({ width, height: 900 });
      await secretary.emulateMedia({ colorScheme });
      for (const [name, path] of Object.entries(PAGES)) {
        await secretary.goto(path);
        await holds(secretary, `${name} ${width} ${colorScheme}`);
        await secretary.screenshot({ path: `out/${name}-${language}-${width}-${colorScheme}.png`, fullPage: true });
      }
    }
  }
  assert.deepEqual(web.foreign, [], "nobody else is asked for anything");
  assert.deepEqual(web.faults, []);
  await web.end();
  place.end();
  console.log(`${language}, ${javaScriptEnabled ? "with" : "without"} a script: the position was adopted`);
}

await story("en", true);
await story("ar", true);
await story("ar", false);
console.log(`${checked.length} looks, and axe objects to nothing`);

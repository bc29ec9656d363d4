// A reporter whose network goes and comes back: the form opens without one, three reports are written, one of them twice
// pressed, one that cannot be taken, and each of the good ones arrives once. In English and in Arabic.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { browser, demo, enter, overflow, speak, violations } from "./demo.mjs";

mkdirSync("out", { recursive: true });

async function story(language) {
  const place = await demo();
  const web = await browser(place.site);
  const page = await web.person({ viewport: { width: 360, height: 800 } });
  await enter(page, place.link("reporter"));
  await speak(page, language);
  await page.goto("/cases");
  await page.click("a[href$='/follow-up/report']");
  const address = new URL(page.url()).pathname;
  const fill = async (what) => {
    await page.fill("textarea[name^='what.']", what);
    await page.selectOption("[name=where]", await page.locator("[name=where] option[value]:not([value=''])").first().getAttribute("value"));
    await page.fill("[name=occurred]", "2026-01-05T06:30");
    await page.fill("[name=origin]", language === "ar" ? "جارة" : "a neighbour");
  };
  const send = () => page.click("form.sheet .buttons button:not([name])");
  const own = () => page.locator("section[aria-labelledby=own-title] li").count();
  const waiting = page.locator("#queue li");

  // With a network, all is as without a script.
  assert.ok(!(await page.isVisible("#queue")), "nothing waits");
  await fill("One");
  await send();
  await page.waitForURL("**/report?done=*");
  assert.equal(await own(), 1);

  // The form is kept on this device, and only because somebody wants it.
  await page.waitForSelector("#keep-form:not([hidden])");
  assert.equal(await page.evaluate(async () => (await caches.keys()).length), 0);
  await page.click("#keep-form button");
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  await page.waitForFunction(async () => (await caches.keys()).length === 1);
  await page.goto(address);
  assert.deepEqual(await violations(page), []);

  await page.context().setOffline(true);
  await fill("Two");
  await send();
  await page.waitForFunction(() => document.querySelectorAll("#queue li").length === 1);
  await page.reload();
  assert.equal(await waiting.count(), 1, "what waits outlasts the page, and the page opens without a network");
  await fill("Three");
  await send();
  await page.waitForFunction(() => document.querySelectorAll("#queue li").length === 2);
  assert.equal(await page.inputValue("textarea[name^='what.']"), "", "the form is ready for the next report");
  assert.ok((await page.textContent("#queue [role=status]")).length > 20, "what will happen is said");
  await page.screenshot({ path: `out/offline-${language}.png`, fullPage: true });
  assert.ok((await overflow(page)) <= 0);
  // One that the server will not take: it happened in a year that has not come.
  await fill("Four");
  await page.fill("[name=occurred]", "2099-01-05T06:30");
  await send();
  await page.waitForFunction(() => document.querySelectorAll("#queue li").length === 3);

  await page.context().setOffline(false);
  await page.click("#queue-send");
  await page.waitForFunction(() => document.querySelectorAll("#queue li strong").length === 1);
  assert.equal(await waiting.count(), 1, "what cannot be taken stays, and holds nothing up");
  await page.click("#queue li button >> nth=0");
  assert.equal(await page.inputValue("textarea[name^='what.']"), "Four");
  assert.ok(await page.locator("#problems li").count(), "what is wrong with it is told");
  await page.fill("[name=occurred]", "2026-01-05T06:40");
  await send();
  await page.waitForURL("**/report?done=*");
  assert.equal(await own(), 4, "each has arrived once");

  // What arrived but was not heard of is sent again and stays one.
  const body = await page.evaluate(async (address) => {
    const fresh = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
    const token = fresh.querySelector("form.sheet [name=token]").value;
    const fields = { token, key: "0123456789abcdef", "what.en": "Five", "what.ar": "Five", where: [...fresh.querySelectorAll("[name=where] option")].find((it) => it.value).value, occurred: "2026-01-05T06:50", precision: "hour", origin: "x", reliability: "F", credibility: "6" };
    const sent = [];
    for (let at = 0; at < 2; at += 1) sent.push((await fetch(address, { method: "POST", body: new URLSearchParams(fields) })).url);
    return sent;
  }, address);
  assert.equal(body[0], body[1], "both are answered with the same report");
  await page.goto(address);
  assert.equal(await own(), 5);

  // What is kept of the form is neither whose reports there were nor a session.
  const kept = await page.evaluate(async (address) => (await (await caches.match(address)).text()), address);
  assert.ok(!kept.includes(">One<") && !/name="token" value="[^"]/.test(kept), "the form alone");
  // Whoever signs out leaves nothing here.
  await page.click("form[action='/sign-out'] button");
  await page.waitForURL((url) => !url.pathname.startsWith("/cases"));
  assert.equal(await page.evaluate(async () => (await caches.keys()).length + localStorage.length), 0);

  const faults = web.faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED|Failed to load resource/.test(fault));
  assert.deepEqual(faults, []);
  assert.deepEqual(web.foreign, []);
  await web.end();
  place.end();
}

for (const language of ["en", "ar"]) {
  await story(language);
  console.log(`offline ${language}: ok`);
}

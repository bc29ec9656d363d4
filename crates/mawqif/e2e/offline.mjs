// A reporter whose network goes and comes back: the form opens without one, three reports are written, one of them twice
// pressed, one that cannot be taken, and each of the good ones arrives once; then the same with files, with a browser that keeps
// nothing, a place from the map, and when it was told. In English and in Arabic.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
  // The form is ready for the next report.
  await page.waitForFunction(() => !document.querySelector("textarea[name^='what.']").value);
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

const CASE = "wadi-nahr";
const picture = (name, told) => ({ name, mimeType: "image/jpeg", buffer: Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from(told)]) });

/** A case with two places on a map, and a key to which evidence is sealed. */
async function sealed() {
  const place = await demo();
  for (const [id, at] of [["bridge", [36.3, 37.4]], ["mill", [36.25, 37.12]]]) {
    const part = { place: { id, name: { en: `The ${id}`, ar: `مكان ${id}` }, at } };
    await place.act("the secretariat", CASE, { act: "enter-part", part });
  }
  const file = join(mkdtempSync(join(tmpdir(), "mawqif-key-")), "key.txt");
  execFileSync(process.env.MAWQIF, ["backup", "--new-key", file], { stdio: ["ignore", "pipe", "inherit"] });
  const key = execFileSync("grep", ["-o", "age1[a-z0-9]*", file]).toString().split("\n")[0];
  const asked = await place.act("the secretariat", CASE, { act: "set-seal-keys", keys: [{ name: { en: "Basil", ar: "باسل" }, key }] });
  const proposal = asked.facts[0].fact.proposal;
  await place.act("a second person of the secretariat", CASE, { act: "confirm-change", proposal });
  return place;
}

/** Files that wait for the network. */
async function files(language) {
  const place = await sealed();
  const web = await browser(place.site);
  const page = await web.person({ viewport: { width: 360, height: 800 } });
  const asked = [];
  let agrees = true;
  page.removeAllListeners("dialog");
  page.on("dialog", (dialog) => {
    asked.push(dialog.message());
    return agrees ? dialog.accept() : dialog.dismiss();
  });
  await enter(page, place.link("reporter"));
  await speak(page, language);
  const address = `/cases/${CASE}/follow-up/report`;
  await page.goto(address);
  const fill = async (what) => {
    await page.fill("textarea[name^='what.']", what);
    await page.click("#where-map a[data-where=mill]");
    assert.equal(await page.inputValue("textarea[name^='what.']"), what, "a place from the map loses nothing that was written");
    assert.equal(await page.inputValue("[name=where]"), "mill");
    await page.fill("[name=occurred]", "2026-01-05T06:30");
    await page.fill("[name=told]", "2026-01-05T09:10");
    await page.fill("[name=origin]", language === "ar" ? "جارة" : "a neighbour");
  };
  const send = () => page.click("form.sheet .buttons button:not([name])");
  const own = () => page.locator("section[aria-labelledby=own-title] li").count();
  const waiting = page.locator("#queue li");
  const chosen = () => page.evaluate(() => [...document.querySelector("[name=files]").files].map((it) => it.name));
  const waits = (count) => page.waitForFunction((count) => document.querySelectorAll("#queue li").length === count, count);
  const kept = () => page.evaluate(() => new Promise((resolve, reject) => {
    const opening = indexedDB.open("mawqif-reports", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("files");
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const all = opening.result.transaction("files").objectStore("files").count();
      all.onsuccess = () => {
        opening.result.close();
        resolve(all.result);
      };
    };
  }));

  // With a network a file goes at once, and nothing of it is asked about or kept.
  await fill("One");
  await page.setInputFiles("[name=files]", [picture("one.jpg", "the first")]);
  await page.fill("[name='sealed.told-by']", "Leila");
  await send();
  await page.waitForURL("**/report?done=*");
  assert.equal(await own(), 1);
  assert.deepEqual([asked.length, await kept()], [0, 0]);

  // What the server finds wrong with a file is told, and words and file stay.
  await fill("Two");
  await page.setInputFiles("[name=files]", [{ name: "two.jpg", mimeType: "image/jpeg", buffer: Buffer.from("PK\u0003\u0004 an archive") }]);
  await send();
  await page.waitForSelector("#problems li");
  assert.deepEqual(await chosen(), ["two.jpg"]);
  assert.equal(await page.inputValue("textarea[name^='what.']"), "Two");
  await page.setInputFiles("[name=files]", [{ name: "large.jpg", mimeType: "image/jpeg", buffer: Buffer.alloc((20 << 20) + 1) }]);
  await send();
  assert.match(await page.textContent("#problems"), /large\.jpg/);
  await page.setInputFiles("[name=files]", Array.from({ length: 6 }, (_, at) => picture(`${at}.jpg`, `${at}`)));
  await send();
  assert.match(await page.textContent("#problems"), /40|٤٠/);
  await page.setInputFiles("[name=files]", []);

  await page.click("#keep-form button");
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  await page.waitForFunction(async () => (await caches.keys()).length === 1);
  await page.goto(address);
  await page.context().setOffline(true);
  await page.reload();

  // Whoever does not want a file to stay on the device has it in the form.
  await fill("Two");
  await page.setInputFiles("[name=files]", [picture("two.jpg", "the second")]);
  agrees = false;
  await send();
  await page.waitForFunction(() => !document.getElementById("problems"));
  assert.equal(asked.length, 1);
  assert.deepEqual([await chosen(), await waiting.count(), await kept()], [["two.jpg"], 0, 0]);

  // A browser that keeps nothing says so, and nothing is lost.
  agrees = true;
  await page.evaluate(() => {
    const own = IDBFactory.prototype.open;
    IDBFactory.prototype.open = () => { throw new DOMException("no", "QuotaExceededError"); };
    globalThis.again = () => { IDBFactory.prototype.open = own; };
  });
  await send();
  await page.waitForSelector("#problems li");
  assert.deepEqual([await chosen(), await waiting.count()], [["two.jpg"], 0]);
  assert.equal(await page.inputValue("textarea[name^='what.']"), "Two");
  await page.evaluate(() => globalThis.again());

  // It waits with its report, and outlasts the page; a name that is sealed does not.
  await page.fill("[name='sealed.told-by']", "Leila");
  const isReady = () => page.waitForFunction(() => !document.querySelector("textarea[name^='what.']").value);
  await send();
  await waits(1);
  await isReady();
  assert.equal(asked.length, 3);
  await fill("Three");
  await page.setInputFiles("[name=files]", [{ name: "three.jpg", mimeType: "image/jpeg", buffer: Buffer.from("PK\u0003\u0004 an archive") }]);
  await send();
  await waits(2);
  await isReady();
  await fill("Four");
  await send();
  await waits(3);
  await page.reload();
  await waits(3);
  assert.match(await page.textContent("#queue li >> nth=0"), /two\.jpg/);
  assert.ok(!(await page.evaluate(() => JSON.stringify({ ...localStorage }))).includes("Leila"));
  assert.equal(await kept(), 2);
  assert.deepEqual(await violations(page), []);
  assert.ok((await overflow(page)) <= 0);
  await page.screenshot({ path: `out/offline-files-${language}.png`, fullPage: true });

  await page.context().setOffline(false);
  await page.click("#queue-send");
  await page.waitForFunction(() => document.querySelectorAll("#queue li strong").length === 1 && document.querySelectorAll("#queue li").length === 1);
  assert.equal(await kept(), 1, "what has arrived is not kept");
  await page.click("#queue li button >> nth=0");
  await page.waitForSelector("#problems li");
  assert.deepEqual(await chosen(), ["three.jpg"], "a file that was refused is in the form again");
  await page.setInputFiles("[name=files]", []);
  await send();
  await page.waitForURL("**/report?done=*");
  assert.equal(await own(), 4, "each has arrived once");
  assert.deepEqual([await waiting.count(), await kept()], [0, 0]);

  // Files that something left behind go when the form is opened, and no connection to their store stays open.
  await page.evaluate((address) => new Promise((resolve, reject) => {
    const name = `mawqif-reports ${address} ${document.getElementById("queue").dataset.account}`;
    const opening = indexedDB.open("mawqif-reports", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("files");
    opening.onsuccess = () => {
      const turn = opening.result.transaction("files", "readwrite");
      turn.objectStore("files").put({ at: Date.now() - 2 * 86_400_000, files: [] }, `${name} left`);
      turn.objectStore("files").put({ at: Date.now() - 60_000, files: [] }, `${name} coming`);
      turn.oncomplete = () => resolve(opening.result.close());
      turn.onabort = () => reject(turn.error);
    };
  }), address);
  assert.equal(await kept(), 2);
  await page.goto(address);
  for (let at = 0; at < 100 && (await kept()) > 1; at += 1) await page.waitForTimeout(50);
  assert.equal(await kept(), 1, "what may still be coming stays");
  assert.ok(await page.evaluate(() => new Promise((resolve) => {
    const asked = indexedDB.deleteDatabase("mawqif-reports");
    asked.onsuccess = () => resolve(true);
    asked.onblocked = () => resolve(false);
  })), "nothing holds the store");
  await page.reload();
  assert.deepEqual(await page.evaluate(async () => (await indexedDB.databases()).map((it) => it.name)), [], "looking makes no store");

  // Of two tabs one sends what waits.
  const posts = [];
  page.context().on("request", (request) => request.method() === "POST" && posts.push(request.url()));
  await page.context().setOffline(true);
  await fill("Twice");
  await page.setInputFiles("[name=files]", [picture("twice.jpg", "in two tabs")]);
  await send();
  await waits(1);
  const other = await page.context().newPage();
  await other.goto(address);
  await other.waitForFunction(() => document.querySelectorAll("#queue li").length === 1);
  await page.context().setOffline(false);
  await Promise.all([page, other].map((it) => it.waitForFunction(() => document.querySelectorAll("#queue li").length === 0)));
  assert.equal(posts.length, 1, "one tab has sent it, and both know");
  await other.close();
  await page.goto(address);
  assert.equal(await own(), 5);

  // What arrived but was not heard of is sent again and stays one, its file as well.
  const again = await page.evaluate(async (address) => {
    const fresh = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
    const token = fresh.querySelector("form.sheet [name=token]").value;
    const fields = { token, key: "fedcba9876543210", "what.en": "Five", "what.ar": "Five", where: "mill", occurred: "2026-01-05T06:50", precision: "hour", origin: "x", reliability: "F", credibility: "6" };
    const sent = [];
    for (let at = 0; at < 2; at += 1) {
      const body = new FormData();
      for (const [name, value] of Object.entries(fields)) body.append(name, value);
      body.append("files", new Blob([new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 5])], { type: "image/jpeg" }), "five.jpg");
      sent.push((await fetch(address, { method: "POST", body })).url);
    }
    return sent;
  }, address);
  assert.equal(again[0], again[1]);
  assert.match(again[0], /done=/);

  // The committee has the four files that were taken and the names of what was sent at once, and reads when it was told.
  const secretary = await web.person();
  await enter(secretary, place.link(`${CASE}: the secretariat`));
  await secretary.goto(`/cases/${CASE}/follow-up/evidence`);
  const pieces = await secretary.locator("#pieces article").count();
  assert.equal(pieces, 8, "four files, and with each report of one what it was called");
  await secretary.goto(`/cases/${CASE}/follow-up`);
  assert.match(await secretary.textContent("main"), /12:10|09:10/);

  // Whoever signs out leaves no file here, also none that waits to be put right.
  await page.context().setOffline(true);
  await fill("Six");
  await page.setInputFiles("[name=files]", [{ name: "six.jpg", mimeType: "image/jpeg", buffer: Buffer.from("PK\u0003\u0004 an archive") }]);
  await send();
  await waits(1);
  await page.context().setOffline(false);
  await page.waitForSelector("#queue li strong");
  assert.equal(await kept(), 1);
  await page.evaluate(() => document.querySelector("form[action='/sign-out'] button").click());
  await page.waitForURL((url) => !url.pathname.startsWith("/cases"));
  assert.equal(await kept(), 0);

  const faults = web.faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED|Failed to load resource/.test(fault));
  assert.deepEqual(faults, []);
  assert.deepEqual(web.foreign, []);
  await web.end();
  place.end();
}

for (const language of ["en", "ar"]) {
  await story(language);
  await files(language);
  console.log(`offline ${language}: ok`);
}

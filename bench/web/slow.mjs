// The reporter's form over a line as GPRS has it: 4 KB a second, 600 ms until anything answers. A browser that has nothing yet opens the
// form and sends a report, with scripts and without; see run.sh.
import { browser, demo, enter, speak } from "../../crates/mawqif/e2e/demo.mjs";

const LINE = { offline: false, latency: 600, downloadThroughput: 4_000, uploadThroughput: 4_000 };
const ROUNDS = 5;
const median = (all) => all.toSorted((one, other) => one - other)[all.length >> 1];
const seconds = (all) => (median(all) / 1000).toFixed(1);

const place = await demo();
const web = await browser(place.site);
console.log("| seconds, median of 5 | to read and fill in | everything | sent, and that it arrived is read |\n|---|---:|---:|---:|");
for (const language of ["en", "ar"]) {
  const person = await web.person();
  await enter(person, place.link("reporter"));
  await speak(person, language);
  await person.goto("/cases");
  const address = await person.getAttribute("a[href$='/follow-up/report']", "href");
  const cookies = await person.context().cookies();
  for (const javaScriptEnabled of [true, false]) {
    const [painted, loaded, sent] = [[], [], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      const page = await web.person({ javaScriptEnabled, viewport: { width: 360, height: 800 } });
      await page.context().addCookies(cookies);
      const debug = await page.context().newCDPSession(page);
      await debug.send("Network.enable");
      await debug.send("Network.emulateNetworkConditions", LINE);
      const began = performance.now();
      const send = page.locator("form.sheet .buttons button:not([name])");
      const going = page.goto(address, { waitUntil: "load", timeout: 120_000 });
      await send.waitFor({ timeout: 120_000 });
      painted.push(performance.now() - began);
      await going;
      loaded.push(performance.now() - began);
      await page.fill("textarea[name^='what.']", language === "ar" ? "قُصف السوق صباحًا." : "The market was shelled in the morning.");
      const somewhere = page.locator("[name=where] option[value]:not([value=''])").first();
      await page.selectOption("[name=where]", await somewhere.getAttribute("value"));
      await page.fill("[name=occurred]", "2026-01-05T06:30");
      await page.fill("[name=origin]", language === "ar" ? "جارة" : "a neighbour");
      const pressed = performance.now();
      await send.click();
      await page.waitForURL("**/report?done=*", { timeout: 120_000, waitUntil: "load" });
      sent.push(performance.now() - pressed);
      await page.context().close();
    }
    console.log(`| ${language}, ${javaScriptEnabled ? "with scripts" : "without scripts"} | ${[painted, loaded, sent].map(seconds).join(" | ")} |`);
  }
  await person.context().close();
}
await web.end();
place.end();

// How what people tell comes in: messages from telephones, pasted, made a report of, discarded; and the pages of evidence and of its
// keys. In English and in Arabic, with a script and without; axe, widths and other hosts as everywhere. Screenshots go to out/.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { browser, demo, enter, overflow, speak, violations } from "./demo.mjs";

mkdirSync("out", { recursive: true });

const CASE = "/cases/wadi-nahr-agreed";
/** Two messages, other ones in each run: what comes again is told as such. */
const pasted = (run) => [
  `+963 933 000 001 | 2026-11-20 09:1${run} | قصف على معبر الوادي منذ الفجر`,
  `0933000002 | 2026-11-20 16:4${run} | Shots at the bridge, one wounded, the clinic is open`,
].join("\n");

const place = await demo();
const web = await browser(place.site);
try {
  for (const [run, [language, javaScriptEnabled]] of [["en", true], ["ar", true], ["en", false]].entries()) {
    const secretary = await web.person({ javaScriptEnabled, viewport: { width: 1280, height: 900 } });
    // One link signs in once: who came first lets in the others by the session alone.
    if (!place.session) {
      await enter(secretary, place.link("wadi-nahr-agreed: the secretariat"));
      place.session = await secretary.context().cookies();
    } else {
      await secretary.context().addCookies(place.session);
      await secretary.goto("/");
    }
    await speak(secretary, language);
    const looked = async (what, shot) => {
      for (const width of [360, 1280]) {
        await secretary.setViewportSize({ width, height: 900 });
        assert.ok((await overflow(secretary)) <= 0, `${what} is wider than ${width}`);
        if (javaScriptEnabled) await secretary.screenshot({ path: `out/${shot}-${language}-${width}.png`, fullPage: true });
      }
      if (javaScriptEnabled) assert.deepEqual(await violations(secretary), [], what);
    };
    await secretary.goto(`${CASE}/follow-up/messages`);
    await secretary.fill("textarea[name=text]", pasted(run));
    await secretary.click("button[name=step][value=look]");
    await secretary.locator("input[name=keep]").nth(1).waitFor();
    assert.equal(await secretary.locator("input[name=keep]").count(), 2, "two messages were understood");
    await looked("what was understood of messages", "messages-understood");
    await secretary.click("button[name=step][value=keep]");
    const waiting = secretary.locator("#waiting article");
    await waiting.nth(1).waitFor();
    await looked("messages that wait", "messages");
    await waiting.first().locator("a.button").click();
    await secretary.locator("select[name=where]").waitFor();
    await looked("a message that becomes a report", "message-report");
    await secretary.goto(`${CASE}/follow-up/messages`);
    for (let left = await waiting.count(); left > 0; left -= 1) {
      await waiting.first().locator("details summary").click();
      await waiting.first().locator("input[name=reason]").fill("A trial.");
      await waiting.first().locator("button[value=discard]").click();
      await secretary.waitForURL("**?discarded=*");
      assert.equal(await waiting.count(), left - 1);
      await secretary.goto(`${CASE}/follow-up/messages`);
    }
    for (const [page, shot] of [["evidence", "evidence"], ["keys", "seal-keys"], ["gateways", "gateways"]]) {
      await secretary.goto(`${CASE}/follow-up/${page}`);
      await looked(`the page of ${page}`, shot);
    }
    await secretary.context().close();
  }
  assert.deepEqual(web.foreign, []);
  assert.deepEqual(web.faults, []);
  console.log("messages and evidence: done");
} finally {
  await web.end();
  place.end();
}

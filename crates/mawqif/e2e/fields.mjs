// Hostile words in every field: whoever has something to write goes through all pages that links lead to, writes the same
// payload into every text field of every form and sends it, and then looks at all pages again, with what was taken in
// standing on them. Words stay words, nothing runs, nothing that was written is lost when it is refused, and axe objects
// to nothing; in English and in Arabic, with a script and without.
import assert from "node:assert/strict";
import { browser, demo, enter, overflow, speak, violations } from "./demo.mjs";

const PAYLOAD = `<script>alert(1)</script>"'><img src=x onerror=alert(2)> {{7*7}} \u05d0\u0627`;
const TEXTS = "input[type=text], input[type=email], input[type=search], input[type=url], input:not([type]), textarea";
/** Who goes through which pages: their link, where they begin, and what they do not go to. */
const PEOPLE = [
  ["wadi-nahr: the secretariat", "/cases/wadi-nahr"],
  ["wadi-nahr: the delegate of national-council", "/cases/wadi-nahr"],
  ["wadi-nahr-agreed: the secretariat", "/cases/wadi-nahr-agreed"],
];
/** The fewest fields that somebody with these pages has, so that a page that is lost is noticed. */
const FEWEST = [150, 15, 110];
const PAGES = 400;
const OUTSIDE = /\.(ics|txt|zip|pdf|md|json|png|atom|html|toml|csv)$|\/receipt|as_of=|before=|\/enter\/|\/archive|\/export|\/live|\/dossier\.|done=/;

const told = [];

/** What pages have in common that differ only in a number or an id. */
const pattern = (path) =>
  path
    .replace(/#.*/, "")
    .replace(/=[^&]*/g, "=")
    .replace(/\/\d+(?=\/|$|\?)/g, "/N")
    .replace(/^\/(cases|public)\/[^/?]+/, "/$1/C")
    .replace(/\/reports\/[0-9a-f]{64}/, "/reports/H");

/** The address of a page that a link leads to, if one goes there. */
const within = (site, href) => {
  const url = new URL(href, site);
  const path = `${url.pathname}${url.search}`;
  const is_ours = url.origin === new URL(site).origin && !OUTSIDE.test(path);
  return is_ours && /^\/(cases|public|account|help|new-case)/.test(path) ? path : undefined;
};

async function story(language, scripts) {
  for (const [at, [role, start]] of PEOPLE.entries()) {
    const place = await demo();
    const web = await browser(place.site);
    const page = await web.person({ javaScriptEnabled: scripts, viewport: { width: 820, height: 900 } });
    await enter(page, place.link(role));
    await speak(page, language);
    const done = { pages: 0, forms: 0, fields: 0, refused: 0 };

    // All that is wrong is told at once, at the end.
    const wrong = [];
    const holds = async (what) => {
      if (await page.locator("img[src=x]").count()) wrong.push(`${what}: ${page.url()} has taken words for its own`);
      if ((await overflow(page)) > 0) wrong.push(`${what}: ${page.url()} is wider than its window`);
      if (scripts) wrong.push(...(await violations(page)).map((it) => `${what}: ${page.url()}: ${it}`));
    };

    /** Everything that links lead to, from the first page on; of pages that differ only in a number or an id, so many. */
    const every = async (alike, visit) => {
      const [seen, waiting] = [new Map(), [start, "/account", "/new-case", "/help"]];
      const known = new Set(waiting);
      for (let count = 0; waiting.length && count < PAGES; count += 1) {
        const path = waiting.shift();
        const of = pattern(path);
        seen.set(of, (seen.get(of) ?? 0) + 1);
        if (seen.get(of) > alike) continue;
        // Files are taken away and are no pages.
        const answer = await page.goto(path).catch((error) => (/Download is starting/.test(error) ? undefined : Promise.reject(error)));
        if (!answer) continue;
        // What is not for this role is said in a page, too.
        assert.ok(answer.status() < 500, `${path}: ${answer.status()}`);
        if (!(answer.headers()["content-type"] ?? "").startsWith("text/html")) continue;
        await holds("looked at");
        done.pages += 1;
        const links = await page.locator("a[href]").evaluateAll((all) => all.map((it) => it.getAttribute("href")));
        for (const href of links) {
          const next = within(place.site, href);
          if (next && !known.has(next)) {
            known.add(next);
            waiting.push(next);
          }
        }
        await visit(path);
      }
    };

    /** Writes the payload into every text field of every form of a page. */
    const written = new Set();
    const fill = async (path) => {
      // What is sent may take forms away from the page.
      for (let at = 0; at < (await page.locator("main form").count()); at += 1) {
        const form = page.locator("main form").nth(at);
        const action = pattern(`${await form.getAttribute("action")}`);
        const names = await form.locator(TEXTS).evaluateAll((all) => all.map((it) => it.name));
        const acts = await form.locator("[name=act]").evaluateAll((all) => all.map((it) => it.value));
        const own = `${pattern(path)} ${action} ${acts} ${names.map((it) => it.replace(/\d+/g, "N"))}`;
        if (!names.length || written.has(own)) continue;
        written.add(own);
        await form.evaluate((it) => {
          it.noValidate = true;
          for (let up = it; up; up = up.parentElement) if (up.localName === "details") up.open = true;
          for (const inner of it.querySelectorAll("details")) inner.open = true;
        });
        const sent = [];
        for (const field of await form.locator(TEXTS).all()) {
          if (!(await field.isVisible()) || !(await field.isEditable())) continue;
          await field.fill(PAYLOAD);
          sent.push(await field.getAttribute("name"));
        }
        if (!sent.length) continue;
        done.forms += 1;
        done.fields += sent.length;
        // A reporter's form is sent by its script, which stays on the page when something has to be put right.
        const answered = page.waitForResponse((it) => it.request().isNavigationRequest() || (it.request().method() === "POST" && it.url().endsWith("/follow-up/report")));
        await form.locator("button:not([type=button])").first().click();
        const status = (await answered).status();
        await page.waitForLoadState();
        if (status >= 500) wrong.push(`${path}, ${action}: ${status}`);
        await holds(`sent from ${path}`);
        if (status === 422 || status === 409) {
          done.refused += 1;
          for (const name of sent) {
            // Several forms of a page may have a field of this name; it is lost when none has kept it.
            const fields = await page.locator(`main form [name="${name}"]:not([autocomplete="one-time-code"])`).all();
            const kept = await Promise.all(fields.map((it) => it.inputValue()));
            if (fields.length && !kept.some((it) => it.includes("<script>alert(1)</script>"))) wrong.push(`${path}, ${action}: what was written in ${name} is lost`);
          }
        }
        await page.goto(path);
      }
    };

    await every(2, fill);
    assert.ok(done.fields >= FEWEST[at], `${role}: only ${done.fields} fields`);
    await every(1, async () => {});
    assert.deepEqual(web.foreign, [], "nobody else is asked for anything");
    assert.deepEqual(web.faults, []);
    assert.deepEqual(wrong, [], role);
    await web.end();
    place.end();
    told.push(`${language}${scripts ? "" : " without a script"}, ${role}: ${done.fields} fields of ${done.forms} forms, ${done.refused} refused, ${done.pages} looks`);
    console.log(told.at(-1));
  }
}

const only = process.argv[2];
for (const [language, scripts] of [["en", true], ["ar", true], ["ar", false]]) {
  if (!only || only === `${language}${scripts ? "" : "-plain"}`) await story(language, scripts);
}

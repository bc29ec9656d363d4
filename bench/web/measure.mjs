// Weighs and times the pages of a demo; see run.sh.
import { strict as assert } from "node:assert";
import { browser, demo, large_offer } from "../../crates/mawqif/e2e/demo.mjs";

const CASE = "/cases/wadi-nahr";
const PAGES = ["/cases", CASE, `${CASE}/initiative`, `${CASE}/bodies`, `${CASE}/meetings`, `${CASE}/stances`, `${CASE}/statement`, `${CASE}/follow-up`, `${CASE}/record`, `${CASE}/projector`, `${CASE}/statement/draft?kind=bulletin`, "/public/wadi-nahr-agreed", "/public/wadi-nahr-agreed/1", "/account", "/help/position"];
const ROUNDS = 15;
const median = (all) => all.toSorted((one, other) => one - other)[all.length >> 1];
const kilo = (bytes) => (bytes / 1000).toFixed(1);

/** Goes to a page: the bytes that came over the wire, headers included, and when there was something to read. */
async function visit(page, path) {
  const debug = await page.context().newCDPSession(page);
  await debug.send("Network.enable");
  let bytes = 0;
  debug.on("Network.loadingFinished", (it) => (bytes += it.encodedDataLength));
  await page.goto(path, { waitUntil: "load" });
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(150);
  const paint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0);
  await debug.detach();
  return { bytes, paint };
}

const place = await demo();
const web = await browser(place.site);
const enter = async (page, link, language) => {
  await page.goto(link);
  await page.click("main button");
  await page.waitForURL("**/cases");
  if ((await page.getAttribute("html", "lang")) !== language) await page.click(`button[value=${language}]`);
};
const links = { en: place.link("wadi-nahr: the secretariat"), ar: place.link("wadi-nahr: a second person of the secretariat") };
const rows = new Map(PAGES.map((path) => [path, []]));
const paints = [];
const first = [];
let cookie = "";
for (const language of ["en", "ar"]) {
  const page = await web.person();
  await enter(page, links[language], language);
  if (language === "en") cookie = (await page.context().cookies()).map((it) => `${it.name}=${it.value}`).join("; ");
  // Somebody's first visit: another browser window with the same session and nothing kept.
  const fresh = await web.person();
  await fresh.context().addCookies(await page.context().cookies());
  first.push(`${language}: ${kilo((await visit(fresh, CASE)).bytes)} kB`);
  for (const path of PAGES) rows.get(path).push((await visit(fresh, path)).bytes);
  const seen = [];
  for (let at = 0; at < ROUNDS; at += 1) seen.push((await visit(fresh, CASE)).paint);
  paints.push(`${language}: ${median(seen).toFixed(0)} ms`);
}
console.log(`\nfirst visit, at the board: ${first.join(", ")}\nfirst contentful paint of the board, median of ${ROUNDS}: ${paints.join(", ")}\n`);
console.log("| page, from then on | English, kB | Arabic, kB |\n|---|---:|---:|");
for (const [path, bytes] of rows) console.log(`| \`${path}\` | ${bytes.map(kilo).join(" | ")} |`);

const api = async (method, path, body, kind) => {
  const answer = await fetch(place.site + path, { method, body, headers: { authorization: `Bearer ${place.token}`, "content-type": kind } });
  assert.ok(answer.ok, `${path}: ${answer.status} ${await answer.clone().text()}`);
};
await api("POST", "/api/cases", JSON.stringify({ id: "large" }), "application/json");
// 100 bodies and 50 conditions, the same each time.
await api("POST", "/api/cases/large/dossier", large_offer(100, 50), "application/toml");
const board = async (query = "") => {
  const began = performance.now();
  const answer = await fetch(`${place.site}/cases/large${query}`, { headers: { cookie, "accept-encoding": "gzip" } });
  const text = await answer.text();
  assert.equal(answer.status, 200);
  return [performance.now() - began, text.includes('id="working"')];
};
// Whoever asks first is shown what is known by then; the page asks again until all of it is.
const began = performance.now();
const [cold] = await board();
const asked = [];
for (;;) {
  const [took, isWorking] = await board();
  if (!isWorking) break;
  asked.push(took);
  await new Promise((go) => setTimeout(go, 200));
}
const whole = (performance.now() - began) / 1000;
const warm = [];
for (let at = 0; at < ROUNDS; at += 1) warm.push((await board())[0]);
const large = await web.person();
await large.context().addCookies(cookie.split("; ").map((it) => ({ name: it.slice(0, it.indexOf("=")), value: it.slice(it.indexOf("=") + 1), url: place.site })));
await large.goto("/cases");
const { bytes, paint } = await visit(large, "/cases/large");
console.log(`\n100 bodies × 50 conditions: the first page after ${cold.toFixed(0)} ms, while the answer is worked out ${asked.length ? median(asked).toFixed(0) : "-"} ms (median of ${asked.length}), all of it after ${whole.toFixed(1)} s, from then on ${median(warm).toFixed(0)} ms (median of ${ROUNDS}, slowest ${Math.max(...warm).toFixed(0)} ms), ${kilo(bytes)} kB, first contentful paint ${paint.toFixed(0)} ms`);

// A long record, and pages of it: the latest entries, the first, some that are looked for, and the past.
const many = Number(process.argv[2] ?? 20_000);
let next = 0;
const enter_part = async () => {
  while (next < many) {
    const at = next++;
    await api("POST", "/api/cases/wadi-nahr/acts", JSON.stringify({ act: "enter-part", part: { place: { id: "bench", name: `Place ${at}` } } }), "application/json");
  }
};
await Promise.all(Array.from({ length: 32 }, enter_part));
const timed = async (path) => {
  const began = performance.now();
  const answer = await fetch(place.site + path, { headers: { cookie, "accept-encoding": "gzip" } });
  const text = await answer.text();
  assert.equal(answer.status, 200, path);
  return [performance.now() - began, text];
};
console.log(`\n| of a record of some ${many.toLocaleString("en")} entries, median of ${ROUNDS} | ms |\n|---|---:|`);
const middle = many / 2;
for (const [what, path] of [
  ["the latest entries", "record"],
  ["the first entries", "record?before=50"],
  ["entries of the middle", `record?before=${middle}`],
  ["all entries of a kind that is at its beginning, its page of the record", "record?kind=rule-set"],
  ["entries of one day", "record?from=2000-01-01&until=2099-01-01"],
  ["the board", ""],
  ["the offer", "initiative"],
]) {
  const took = [];
  for (let at = 0; at < ROUNDS; at += 1) took.push((await timed(`${CASE}/${path}`.replace(/\/$/, "")))[0]);
  console.log(`| ${what} | ${median(took).toFixed(0)} |`);
}
// The past: each entry is folded anew, the first time from the beginning, then from the nearest that is kept.
for (const [what, seq] of [["the stances as of the middle, for the first time", middle], ["the same again", middle], ["a hundred entries later", middle + 100], ["a thousand entries earlier", middle - 1_000], ["as of the last entry but one", many]]) {
  const [took] = await timed(`${CASE}/stances?as_of=${seq}`);
  console.log(`| ${what} | ${took.toFixed(0)} |`);
}
await web.end();
place.end();

// From what was adopted to what everybody reads: a statement is drafted in both languages, spoken of, let out by two
// people, signed, read and checked by a stranger in every form, corrected, and stood for at the press desk; in English
// and in Arabic, with a script and without. On every
// page: nothing that axe objects to, nothing wider than its window, no request to another host, and hostile words
// shown as words. Screenshots go to out/.
import assert from "node:assert/strict";
import { createHash, generateKeyPairSync, sign } from "node:crypto";
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

/** A key as OpenSSH writes it, and what signs with it: SSHSIG as its document PROTOCOL.sshsig has it. */
function signer() {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const string = (bytes) => {
    const data = Buffer.from(bytes);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, data]);
  };
  const raw = publicKey.export({ format: "der", type: "spki" }).subarray(-32);
  const blob = Buffer.concat([string("ssh-ed25519"), string(raw)]);
  const about = Buffer.concat([string("mawqif-statement"), string(""), string("sha512")]);
  const signed = (text) => {
    const digest = createHash("sha512").update(text).digest();
    const signature = sign(null, Buffer.concat([Buffer.from("SSHSIG"), about, string(digest)]), privateKey);
    const version = Buffer.from([0, 0, 0, 1]);
    const whole = Buffer.concat([Buffer.from("SSHSIG"), version, string(blob), about, string(Buffer.concat([string("ssh-ed25519"), string(signature)]))]);
    const lines = whole.toString("base64").match(/.{1,70}/g).join("\n");
    return `-----BEGIN SSH SIGNATURE-----\n${lines}\n-----END SSH SIGNATURE-----\n`;
  };
  return { line: `ssh-ed25519 ${blob.toString("base64")}`, signed };
}

/** Two say whose key counts; the exact text is taken away, signed elsewhere and handed in. */
async function signs(secretary, deputy, number, language) {
  const key = signer();
  await secretary.goto(`${CASE}/statement/signers`);
  await holds(secretary, "whose keys count");
  await secretary.fill("[name=coalition]", "1");
  await secretary.fill("[name='signer.1.name']", "salma@coalition.example");
  await secretary.fill("[name='signer.1.key']", "not a key");
  await secretary.click("main form .buttons button >> nth=0");
  await holds(secretary, "what is no key");
  await secretary.fill("[name='signer.1.key']", key.line);
  await secretary.click("main form .buttons button >> nth=0");
  if (await secretary.locator("form[action$='/acts'] .buttons button").count()) await confirmed(secretary);
  await deputy.goto(`${CASE}/changes`);
  await holds(deputy, "keys to confirm");
  await deputy.click("button[value=confirm-change]");
  await confirmed(deputy);
  for (const tag of ["ar", "en"]) {
    const text = await (await secretary.request.get(`${CASE}/statements/${number}/statement.${tag}.txt`)).body();
    const hand = async (signature) => {
      await secretary.goto(`${CASE}/statements/${number}`);
      const part = secretary.locator(".signable", { has: secretary.locator(`#pasted-${tag}`) });
      await part.locator("details.act > summary").click();
      await secretary.fill(`#pasted-${tag}`, signature);
      await part.locator("form .buttons button").click();
      await secretary.waitForLoadState();
    };
    const flipped = Buffer.from(text);
    flipped[flipped.length - 2] ^= 1;
    await hand(key.signed(flipped));
    await holds(secretary, "a signature over something else");
    assert.ok(await secretary.isVisible("#problems"));
    await hand(key.signed(text));
    await holds(secretary, `signed in ${tag}`);
    assert.equal(await secretary.locator("#problems").count(), 0);
  }
  assert.equal(await secretary.locator(".signable .enough").count(), 2, `${language}: both texts are signed by enough`);
}

/** What a stranger has is checked: every byte of it. */
async function checks(stranger, number) {
  await stranger.goto(`${PUBLIC}/${number}/verify`);
  await holds(stranger, "how anybody checks");
  const text = await (await stranger.request.get(`${PUBLIC}/${number}/statement.en.txt`)).text();
  const ask = async (words) => {
    await stranger.fill("#asked-text", words);
    await stranger.click(".asked form button");
    await stranger.waitForLoadState();
    await holds(stranger, "an answer");
    return stranger.locator(".asked .done").count();
  };
  assert.equal(await ask(text), 1);
  assert.equal(await ask(text.replace("3.5", "35")), 0);
}

/** What is said of a paragraph stays with it, is shown as words, and is settled. */
async function talks(secretary, number) {
  await secretary.goto(`${CASE}/statements/${number}`);
  await secretary.locator("#p1 details.act > summary").click();
  await secretary.fill("#words-1", PAYLOAD);
  await secretary.click("#p1 form .buttons button");
  await secretary.waitForLoadState();
  await holds(secretary, "something is said of a paragraph");
  assert.ok((await secretary.innerText("#p1")).includes("<script>alert(1)</script>"));
}

/** What is restored after somebody else has saved a version does not pass for written upon that. */
async function meets_a_newer_version(secretary, deputy, number) {
  const sheet = `${CASE}/statement/draft?id=${number}`;
  await secretary.goto(sheet);
  await secretary.fill("[name='title.en']", "Ours");
  await draft(deputy, `?id=${number}`, { "title.en": "Theirs", "title.ar": "عنوانهم" });
  await secretary.goto(sheet);
  assert.equal(await secretary.inputValue("[name='title.en']"), "Ours", "what was being written is restored");
  await secretary.click("main form.sheet .buttons button >> nth=0");
  await secretary.waitForSelector("#problems");
  await holds(secretary, "a newer version");
  assert.equal(await secretary.inputValue("[name='title.en']"), "Ours");
  await secretary.fill("[name='title.en']", WORDS["title.en"]);
  await secretary.fill("[name='title.ar']", WORDS["title.ar"]);
  await secretary.click("main form.sheet .buttons button >> nth=0");
  await secretary.waitForURL(/done=/);
}

/** A press conference is called, a journalist let in, and an answer written. */
async function press(secretary, number) {
  await secretary.goto(`${CASE}/press`);
  await holds(secretary, "an empty press desk");
  const fill = async (fields) => {
    for (const [name, words] of Object.entries(fields)) {
      const field = secretary.locator(`[name='${name}']`);
      if (!(await field.count())) continue;
      if ((await field.first().evaluate((it) => it.localName)) === "select") await field.selectOption(words);
      else await field.first().fill(words);
    }
    await secretary.click("main form.sheet .buttons button >> nth=0");
    await secretary.waitForURL("**?done=*").catch(async () => assert.fail(`${secretary.url()}: ${await secretary.innerText("main")}`));
  };
  await secretary.goto(`${CASE}/press/conference`);
  await holds(secretary, "a conference's sheet");
  await fill({ "title.en": PAYLOAD, "title.ar": `مؤتمر ${PAYLOAD}`, at: "2031-04-13T11:30", "at.date": "2031-04-13", "at.time": "11:30", "place.en": PAYLOAD, "place.ar": "قاعة البلدية" });
  await secretary.goto(`${CASE}/press/journalist`);
  await holds(secretary, "a journalist's sheet");
  await fill({ name: PAYLOAD, outlet: PAYLOAD, contact: PAYLOAD });
  await secretary.goto(`${CASE}/press/line`);
  await holds(secretary, "a line's sheet");
  await fill({ "about.en": PAYLOAD, "about.ar": PAYLOAD, "question.en": PAYLOAD, "question.ar": PAYLOAD, "words.en": PAYLOAD, "words.ar": `نقول ${PAYLOAD}`, statement: String(number) });
  await secretary.goto(`${CASE}/press`);
  await holds(secretary, "a press desk at work");
  assert.ok((await secretary.innerText("main")).includes("<script>alert(1)</script>"));
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

  // A position is drafted with what is chosen for it, and each of its sentences leads to what it rests on.
  await secretary.goto(`${CASE}/statement`);
  await secretary.locator("details.act > summary").first().click();
  await secretary.check("[name=voters][value=names]");
  await secretary.fill("[name=review]", "2031-06-01");
  await holds(secretary, "what a position is drafted with");
  await secretary.click("details.act form button");
  await secretary.waitForURL(/draft\?kind=position/);
  assert.match(await secretary.inputValue("[name='text.en']"), /Accepting: /);
  await secretary.goto(`${CASE}/statement/draft?kind=position`);
  await secretary.click("main form.sheet .buttons button >> nth=0");
  await secretary.waitForURL(/done=/);
  await secretary.goto(`${CASE}/statement`);
  await secretary.locator(".told h3 a").first().click();
  await holds(secretary, "a draft that leads to what it rests on");
  assert.ok(await secretary.locator("a.rests[href*='/conditions#']").count());

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
  if (scripts) await meets_a_newer_version(secretary, deputy, number);
  await talks(secretary, number);
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

  await signs(secretary, deputy, number, language);
  await checks(stranger, number);

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

  await press(secretary, number);

  const ours = {
    "statement-list": `${CASE}/statement`,
    "statement-draft": `${CASE}/statement/draft?kind=position&voters=names&review=2031-06-01`,
    "statement-draft-change": `${CASE}/statement/draft?kind=withdrawal&about=${number}`,
    "statement-one": `${CASE}/statements/${number}`,
    "statement-position": `${CASE}/statements/1`,
    signers: `${CASE}/statement/signers`,
    press: `${CASE}/press`,
    "press-answers": `${CASE}/press/answers`,
    "press-door": `${CASE}/press/door`,
    "press-conference": `${CASE}/press/conference`,
    "press-line": `${CASE}/press/line`,
    "press-house": `${CASE}/press/house/position.toml`,
  };
  const everybodys = { public: PUBLIC, "public-corrected": `${PUBLIC}/${number}`, "public-position": `${PUBLIC}/1`, "public-verify": `${PUBLIC}/${number}/verify` };
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

// A case from nothing: opened, an offer received, bodies, conditions and a rule entered, stances filed, voted
// on and adopted, by clicking alone. Two people of the secretariat and two delegates, each in a window of
// their own; in English and in Arabic, with a script and without. What goes wrong on the way is part of it.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { browser, demo, overflow, violations } from "./demo.mjs";

mkdirSync("out", { recursive: true });
// A name of 200 characters in two directions at once.
const LONG = `اتحاد الإغاثة (Relief Union) ${"of the northern districts والأحياء الشمالية ".repeat(5)}`.slice(0, 200).trim();
const PASSWORD = "seven olive trees";
const WIDTHS = [360, 820, 1440];

const WORDS = {
  en: {
    title: "Freeze in the old town", offer: "Freeze of the fighting in the old town", sponsor: "the envoy", party: "the government", harm: "shelling",
    provision: "For six weeks the government does not shell the old town.", better: "For eight weeks the government does not shell the old town.",
    council: "City Council", front: "Eastern Front", chamber: "civil", monitors: "Neutral monitors can be anywhere within a day.", observers: "Neutral observers may go anywhere within one day.",
    merged: "Neutral monitors may be anywhere within 24 hours.", routes: "Supply routes stay open.", reason: "the offer was broken", line: "No armed foreign force in the town.", committee: "Follow-up committee",
  },
  ar: {
    title: "تجميد القتال في المدينة القديمة", offer: "تجميد القتال في المدينة القديمة", sponsor: "المبعوث", party: "الحكومة", harm: "القصف",
    provision: "تكفّ الحكومة عن قصف المدينة القديمة ستة أسابيع.", better: "تكفّ الحكومة عن قصف المدينة القديمة ثمانية أسابيع.",
    council: "مجلس المدينة", front: "جبهة الشرق", chamber: "مدني", monitors: "يصل مراقبون محايدون إلى أي مكان خلال يوم.", observers: "لمراقبين محايدين أن يذهبوا إلى أي مكان خلال يوم واحد.",
    merged: "لمراقبين محايدين أن يصلوا إلى أي مكان خلال 24 ساعة.", routes: "تبقى طرق الإمداد مفتوحة.", reason: "خُرق العرض", line: "لا قوة أجنبية مسلحة في المدينة.", committee: "لجنة المتابعة",
  },
};

let looks = 0;

async function story(language, javaScriptEnabled) {
  const words = WORDS[language];
  const place = await demo();
  const web = await browser(place.site);
  const person = () => web.person({ javaScriptEnabled, viewport: { width: 1280, height: 900 } });
  const begun = Date.now();
  let pictures = 0;

  /** What must hold of any page that somebody is at, and a picture of it at every width. */
  const holds = async (page, what) => {
    if (!javaScriptEnabled) return;
    assert.deepEqual(await violations(page), [], `${what}: ${page.url()}`);
    assert.ok((await overflow(page)) <= 0, `${what}: ${page.url()} is wider than its window`);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      assert.ok((await overflow(page)) <= 0, `${what} at ${width}: ${page.url()} is wider than its window`);
      await page.screenshot({ path: `out/case-${language}-${String(pictures).padStart(2, "0")}-${what.replaceAll(" ", "-")}-${width}.png`, fullPage: true });
    }
    await page.setViewportSize({ width: 1280, height: 900 });
    pictures += 1;
    looks += 1;
  };
  const speak = async (page) => {
    if ((await page.getAttribute("html", "lang")) !== language) await page.click(`button[value=${language}]`);
    assert.equal(await page.getAttribute("html", "dir"), language === "ar" ? "rtl" : "ltr");
  };
  /** Writes into a text of a sheet, in the language of the page. */
  const write = (page, name, text) => page.fill(`[name="${name}.${language}"]`, text);
  const send = (page) => page.click("form.sheet .buttons button");
  const done = async (page) => {
    await page.waitForURL(/done=\d+/);
    assert.ok(await page.isVisible(".done a[href$='/receipt']"), "an act is answered with its receipt");
  };
  const confirm = async (page, how = {}) => {
    await page.click("form[action$='/acts'] .buttons button", how);
    await done(page);
  };

  // The secretariat opens a case; without a name it is told so.
  const secretary = await person();
  await secretary.goto(place.link("wadi-nahr: the secretariat"));
  await secretary.click("main button");
  await secretary.waitForURL("**/cases");
  await speak(secretary);
  await secretary.click("a[href='/new-case']");
  await holds(secretary, "new case");
  await secretary.click("form.sheet button");
  await holds(secretary, "new case without a name");
  await write(secretary, "title", words.title);
  await secretary.click("form.sheet button");
  await done(secretary);
  const CASE = new URL(secretary.url()).pathname;
  await holds(secretary, "way");
  const at = (path = "") => `${CASE}${path}`;

  // Pages of an empty case say what comes first.
  for (const path of ["/initiative", "/bodies", "/conditions", "/stances", "/rule", "/changes", "/record"]) {
    await secretary.goto(at(path));
    await holds(secretary, `empty ${path.slice(1)}`);
  }

  // The offer, by the way's own link; a day that is none is told, and what was written stays.
  await secretary.goto(at());
  await secretary.click(".next-step a");
  await write(secretary, "title", words.offer);
  await write(secretary, "sponsor", words.sponsor);
  await secretary.fill("[name=deadline]", "2031-03-08");
  await holds(secretary, "offer");
  await send(secretary);
  await done(secretary);
  await holds(secretary, "offer received");
  const name = async (link, text) => {
    await secretary.click(`a[href='${at(link)}#edit']`);
    await write(secretary, "name", text);
    await send(secretary);
    await done(secretary);
  };
  await name("/initiative/party", words.party);
  await name("/initiative/harm", words.harm);
  // A provision without words is not taken, and the rest of the sheet stays.
  await secretary.click(`a[href='${at("/initiative/provision")}#edit']`);
  await secretary.check("input[name=obliged] >> nth=0");
  await secretary.fill("[name=from]", "2031-03-10");
  await send(secretary);
  await holds(secretary, "provision without words");
  assert.ok(await secretary.isVisible("#problems a"));
  assert.ok(await secretary.isChecked("input[name=obliged] >> nth=0"));
  assert.equal(await secretary.inputValue("[name=from]"), "2031-03-10");
  await write(secretary, "text", words.provision);
  await secretary.check("input[name=stops] >> nth=0");
  await send(secretary);
  await done(secretary);
  await secretary.click(`a[href='${at("/initiative/red-line")}#edit']`);
  await write(secretary, "text", words.line);
  await send(secretary);
  await done(secretary);
  await holds(secretary, "offer with its parts");

  // Three bodies, one with a name of 200 characters; the same form sent twice enters one body.
  const body = async (text, weight, how = {}) => {
    await secretary.goto(at("/roll/body"));
    await write(secretary, "name", text);
    await secretary.fill("[name='chamber.new']", words.chamber);
    await secretary.fill("[name=weight]", weight);
    if (text === LONG) await holds(secretary, "body");
    await secretary.click("form.sheet .buttons button", how);
    await done(secretary);
  };
  await body(words.council, "2");
  await body(LONG, language === "ar" ? "٢" : "2", { clickCount: 2 });
  await body(words.front, "1");
  assert.equal(await secretary.locator(".roll-list dt").count(), 3);
  await holds(secretary, "bodies");

  // The rule by choosing; a quantity that is none is told beside its row.
  await secretary.goto(at("/rule/choices"));
  await secretary.fill("[name='requires.1.quantity']", "half");
  await secretary.selectOption("[name='requires.1.measure']", "bodies");
  await send(secretary);
  await holds(secretary, "rule with a problem");
  assert.equal(await secretary.inputValue("[name='requires.1.quantity']"), "half");
  assert.equal(await secretary.inputValue("[name='requires.1.measure']"), "bodies");
  await secretary.fill("[name='requires.1.quantity']", "1/2");
  await send(secretary);
  await done(secretary);
  await holds(secretary, "rule");
  // And in words, with the place of a slip.
  await secretary.goto(at("/rule/words"));
  await secretary.fill("[name=rule]", '[rule]\nrequires = [ { more_than = "1/2", of = "membres" } ]');
  await send(secretary);
  await holds(secretary, "rule in words with a problem");
  assert.match(await secretary.innerText(".wrong"), /membres/);

  // A second person of the secretariat and two delegates are invited, and come.
  const invite = async (value) => {
    await secretary.goto(at("/bodies"));
    const role = typeof value === "string" ? value : { index: value };
    await secretary.selectOption("#invite [name=for]", role);
    await secretary.click("#invite .buttons button");
    const link = await secretary.innerText(".secret");
    const guest = await person();
    await guest.goto(link);
    await speak(guest);
    return guest;
  };
  let people = 0;
  const join = async (guest, called) => {
    await guest.fill("[name=name]", called);
    await guest.fill("[name=address]", `person${(people += 1)}@example.org`);
    await guest.fill("[name=password]", PASSWORD);
    await guest.click("main button");
    await guest.waitForURL(`**${CASE}`);
    return guest;
  };
  const second = await join(await invite("secretariat"), "Rim");
  const council = await join(await invite(0), "Salim");
  const relief = await join(await invite(1), "Huda");
  // Who is here already is mandated for a second body, and accepts.
  await secretary.goto(at("/mandates/mandate"));
  await secretary.selectOption("[name=account]", { label: "Huda" });
  await secretary.selectOption("[name=body]", { index: 2 });
  await holds(secretary, "mandate");
  await send(secretary);
  await done(secretary);
  await relief.goto(at());
  await relief.click("form:has([value=accept-mandate]) button");
  await confirm(relief);

  // Conditions: two that are nearly the same, and a third.
  const propose = async (page, text, choose) => {
    await page.goto(at("/conditions"));
    await page.click("main .buttons a >> nth=0");
    if (choose !== undefined) await page.selectOption("[name=body]", { index: choose });
    await write(page, "text", text);
    await page.fill("[name=burden]", "2");
    await send(page);
    await done(page);
  };
  await propose(council, words.monitors);
  await propose(relief, words.observers, 0);
  await propose(relief, words.routes, 0);
  await secretary.goto(at("/conditions"));
  await holds(secretary, "conditions");
  // They are merged; each proposer agrees before anything changes.
  await secretary.check(".conditions > li >> nth=0 >> input[name=of]");
  await secretary.check(".conditions > li >> nth=1 >> input[name=of]");
  await secretary.click("button[form=merge]");
  await write(secretary, "by.1.text", words.merged);
  await holds(secretary, "merger");
  await send(secretary);
  await done(secretary);
  await holds(secretary, "wording waits");
  assert.equal(await secretary.locator(".conditions > li").count(), 3);
  for (const page of [council, relief]) {
    await page.goto(at("/conditions"));
    if (page === council) await holds(page, "answer to a wording");
    await page.click("button[value=agree-to-wording]");
    await confirm(page);
  }
  await secretary.goto(at("/conditions"));
  assert.equal(await secretary.locator(".conditions > li").count(), 2);
  await holds(secretary, "merged");
  await secretary.goto(at());
  await holds(secretary, "way before consultation");

  // The consultation is opened. From then on two people change the rule: the first asks, the second confirms,
  // giving a password once more.
  await secretary.click("form:has([value=open-consultation]) button");
  await holds(secretary, "confirm");
  await confirm(secretary);
  await secretary.goto(at("/rule/choices"));
  await secretary.selectOption("[name=fallback]", "none");
  await send(secretary);
  await done(secretary);
  await secretary.goto(at("/changes"));
  await holds(secretary, "change waits");
  assert.equal(await secretary.locator("button[value=confirm-change]").count(), 0, "nobody confirms their own");
  await second.goto(at());
  await second.click(`.notice a[href='${at("/changes")}']`);
  await holds(second, "change to confirm");
  await second.click("button[value=confirm-change]");
  await holds(second, "password again");
  await second.fill("[name='fresh.password']", "not the password");
  await second.click("form[action$='/acts'] .buttons button");
  await holds(second, "wrong password");
  assert.ok(await second.isVisible("#p-fresh"));
  await second.fill("[name='fresh.password']", PASSWORD);
  await confirm(second);
  await second.goto(at("/rule"));
  assert.equal(await second.locator(".rule-lines li").count(), 2);

  // A stance by choosing; the sentence is there before it is filed.
  const choose = async (page, number, wishes) => {
    await page.goto(at("/stances"));
    await page.click(`main .buttons a >> nth=${number}`);
    for (const [at, wish] of wishes.entries()) await page.check(`.wish >> nth=${at} >> input[value=${wish}]`);
  };
  await choose(council, 0, ["need", "any"]);
  if (javaScriptEnabled) await council.waitForFunction(() => !document.querySelector("#sentence .quiet"));
  else await council.click("button[value=show]");
  assert.match(await council.innerText("#sentence"), new RegExp(words.merged.slice(0, 12)));
  await holds(council, "stance");
  await council.click("button[value=choices]");
  await holds(council, "stance to confirm");
  await confirm(council);

  // A version arrives while a delegate writes: what was written stays, and is asked for again.
  await choose(relief, 0, ["", "need"].map((wish) => wish || "any"));
  await relief.fill("[name=reason]", "because");
  await secretary.goto(at("/initiative/provision?id=") + (await provision(secretary, at)));
  await secretary.goto(at("/initiative/revision"));
  await holds(secretary, "revision");
  await send(secretary);
  await done(secretary);
  await secretary.goto(at("/initiative"));
  await secretary.click("#provisions .ask-facts a");
  await write(secretary, "text", words.better);
  await send(secretary);
  await done(secretary);
  await secretary.goto(at("/initiative/versions"));
  await holds(secretary, "versions");
  assert.ok(await secretary.isVisible(".changes ins"));
  await relief.click("button[value=choices]");
  await holds(relief, "version changed");
  assert.ok(await relief.isVisible(".problem"));
  assert.equal(await relief.inputValue("[name=reason]"), "because");
  await relief.click("button[value=choices]");
  await confirm(relief);
  await choose(relief, 1, []);
  await relief.click("button[value=choices]");
  await confirm(relief);
  await council.goto(at("/stances"));
  await holds(council, "stances");
  await council.click("main .buttons a >> nth=0");
  assert.ok(await council.isVisible("main .notice"), "whoever spoke to the earlier version is asked again");
  assert.ok(await council.isChecked(".wish >> nth=0 >> input[value=need]"), "with what was said chosen already");
  await holds(council, "asked again");
  // In words as well: the name is offered while it is written, and a slip is marked where it is.
  await council.click("details.more > summary");
  await council.fill("[name=says]", "accept if mon");
  if (javaScriptEnabled) {
    await council.locator("[name=says]").press("End");
    await council.keyboard.type("i");
  }
  await council.fill("[name=says]", "accept if nothing-known");
  await council.click("button[value=words]");
  await holds(council, "slip in words");
  assert.equal(await council.innerText("#problems mark"), "nothing-known");
  await council.click("button[value=choices]");
  await confirm(council);

  // Worked out, voted on, adopted; a committee is planned before, and formed by it.
  await secretary.goto(at("/initiative/committee"));
  await write(secretary, "name", words.committee);
  await secretary.check("input[name=members] >> nth=0");
  await send(secretary);
  await done(secretary);
  const act = async (button, how) => {
    await secretary.goto(at());
    await secretary.click(button);
    await confirm(secretary, how);
  };
  await act("form:has([value=compute-position]) button");
  await holds(secretary, "board");
  await act("button[name=package] >> nth=0");
  for (const delegate of [council, relief]) {
    for (;;) {
      await delegate.goto(at());
      if (!(await delegate.locator("button[name=choice][value=accept]").count())) break;
      await delegate.locator("button[name=choice][value=accept]").first().click();
      await confirm(delegate);
    }
  }
  await holds(relief, "ballot");
  await act("form:has([value=close-ballot]) button");
  // Asked for in two tabs: one adopts, the other is told that it is done.
  const tab = await secretary.context().newPage();
  for (const page of [tab, secretary]) {
    await page.goto(at());
    await page.click("form:has([value=adopt-position]) button");
  }
  await confirm(secretary, { clickCount: 2 });
  const entries = await secretary.getAttribute("[data-entries]", "data-entries");
  assert.ok(await secretary.isVisible(".adopted"));
  await holds(secretary, "adopted");
  await tab.click("form[action$='/acts'] .buttons button");
  await holds(tab, "adopted in the other tab");
  assert.ok(await tab.isVisible("[role=alert]"));
  // Back to the page before: the browser has it no more, or it does nothing more.
  await tab.goBack().catch(() => {});
  const again = tab.locator("form[action$='/acts'] .buttons button");
  if (await again.count()) await again.first().click();
  await tab.close();
  await secretary.goto(at());
  assert.equal(await secretary.getAttribute("[data-entries]", "data-entries"), entries, "adopted once");
  // And reopened, with a reason.
  await secretary.fill("[name=reason]", words.reason);
  await secretary.click("form:has([value=reopen-position]) button");
  await confirm(secretary);
  await holds(secretary, "reopening asked for");
  assert.equal(await secretary.locator("button[value=confirm-change]").count(), 0, "nobody opens it alone");
  await second.goto(at("/changes"));
  await second.click("button[value=confirm-change]");
  await confirm(second);
  await holds(second, "reopened");

  // A session that ends while a form is open: what was written is there after signing in.
  if (javaScriptEnabled) {
    await council.goto(at("/conditions/condition"));
    await write(council, "text", words.line);
    await council.context().clearCookies();
    await send(council);
    await council.waitForURL(/sign-in/);
    await council.fill("[name=address]", "person2@example.org");
    await council.fill("[name=password]", PASSWORD);
    await council.click("main button");
    await council.waitForURL(/conditions\/condition/);
    assert.equal(await council.inputValue(`[name="text.${language}"]`), words.line);
  } else {
    await council.goto(at("/conditions/condition"));
    await write(council, "text", words.line);
    const cookies = await council.context().cookies();
    await council.context().clearCookies();
    await send(council);
    assert.equal(await council.inputValue(`[name="text.${language}"]`), words.line, "what was written comes back");
    // Signed in again, in a window beside this one.
    await council.context().addCookies(cookies);
    await council.click("main form button");
    await council.click("main form button");
    await council.waitForURL(/conditions/);
    assert.ok((await council.innerText("main")).includes(words.line));
  }
  assert.deepEqual(web.foreign, [], "nobody else is asked for anything");
  assert.deepEqual(web.faults, []);
  await web.end();
  place.end();
  console.log(`${language}, ${javaScriptEnabled ? "with" : "without"} a script: from nothing to an adopted position in ${Math.round((Date.now() - begun) / 1000)} s`);
}

/** The short name of the only provision. */
const provision = async (page, at) => {
  await page.goto(at("/initiative"));
  return page.innerText("#provisions .tag");
};

const only = process.argv[2];
for (const [language, javaScriptEnabled] of [["en", true], ["ar", true], ["en", false], ["ar", false]]) {
  if (!only || only === `${language}${javaScriptEnabled ? "" : "-plain"}`) await story(language, javaScriptEnabled);
}
console.log(`${looks} looks, and axe objects to nothing`);

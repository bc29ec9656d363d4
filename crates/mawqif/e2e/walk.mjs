// The shortest way from a received offer to an adopted position, as somebody new would go it: a secretariat and two
// delegates, in English and in Arabic. Counts what each of them clicks and writes, and how many pages they see, and
// leaves pictures of the pages on the way, light and dark, from a phone to a large screen.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { browser, demo, enter, overflow, speak } from "./demo.mjs";

mkdirSync("out", { recursive: true });
const PASSWORD = "seven olive trees";
const WIDTHS = [360, 820, 1440];
const WORDS = {
  en: { case: "Freeze in the old town", offer: "Freeze of the fighting in the old town", provision: "For six weeks the old town is not shelled.", better: "For eight weeks the old town is not shelled.", bodies: ["City Council", "Relief Union"], condition: "Neutral monitors can be anywhere within a day.", meeting: "First meeting", decide: "What to answer" },
  ar: { case: "تجميد القتال في المدينة القديمة", offer: "تجميد القتال في المدينة القديمة", provision: "يتوقف قصف المدينة القديمة ستة أسابيع.", better: "يتوقف قصف المدينة القديمة ثمانية أسابيع.", bodies: ["مجلس المدينة", "اتحاد الإغاثة"], condition: "يصل مراقبون محايدون إلى أي مكان خلال يوم.", meeting: "الاجتماع الأول", decide: "بمَ نجيب" },
};

/** Somebody, with what they have done so far. Whatever they do goes through here, so that it is counted. */
const counted = (page) => {
  const done = { clicks: 0, fields: 0, pages: 0 };
  page.on("framenavigated", (frame) => (done.pages += frame === page.mainFrame() && !frame.url().startsWith("about:") ? 1 : 0));
  return {
    page,
    done,
    click: async (what) => {
      done.clicks += 1;
      await page.click(what);
      await page.waitForLoadState();
    },
    write: async (what, text) => {
      done.fields += 1;
      await page.fill(what, text);
    },
    choose: async (what, value) => {
      done.clicks += 1;
      await page.selectOption(what, value);
    },
    is_done: async () => {
      await page.waitForURL(/done=\d+/);
      assert.ok(await page.isVisible(".done a[href$='/receipt']"));
    },
  };
};

async function walk(language) {
  const words = WORDS[language];
  const place = await demo();
  const web = await browser(place.site);
  const person = () => web.person({ viewport: { width: 1280, height: 900 } });
  let pictures = 0;
  const look = async (who, what) => {
    for (const colorScheme of ["light", "dark"]) {
      await who.page.emulateMedia({ colorScheme });
      for (const width of WIDTHS) {
        await who.page.setViewportSize({ width, height: 900 });
        assert.ok((await overflow(who.page)) <= 0, `${what} at ${width} is wider than its window`);
        await who.page.screenshot({ path: `out/walk-${language}-${String(pictures).padStart(2, "0")}-${what}-${colorScheme}-${width}.png`, fullPage: true });
      }
    }
    pictures += 1;
    await who.page.emulateMedia({ colorScheme: "light" });
    await who.page.setViewportSize({ width: 1280, height: 900 });
  };

  const secretary = counted(await person());
  await enter(secretary.page, place.link("wadi-nahr: the secretariat"));
  await speak(secretary.page, language);
  await secretary.page.click("a[href='/new-case']");
  await secretary.page.fill(`[name="title.${language}"]`, words.case);
  await secretary.page.click("form.sheet button");
  await secretary.is_done();
  const CASE = new URL(secretary.page.url()).pathname;
  await look(secretary, "way");
  // From here on it counts: an offer has arrived.
  Object.assign(secretary.done, { clicks: 0, fields: 0, pages: 0 });
  const begun = Date.now();
  const text = (name) => `[name="${name}.${language}"]`;
  const send = async (who) => {
    await who.click("form.sheet .buttons button");
    await who.is_done();
  };
  const board = async (who) => who.click(`.tabs a[href='${CASE}']`);
  const confirm = async (who) => {
    await who.click("form[action$='/acts'] .buttons button");
    await who.is_done();
  };

  await secretary.click(".next-step a");
  await secretary.write(text("title"), words.offer);
  await secretary.write("[name=deadline]", "2031-03-08");
  await look(secretary, "offer");
  await send(secretary);
  await secretary.click(`#provisions a[href$='/initiative/provision#edit']`);
  await secretary.write(text("text"), words.provision);
  await look(secretary, "provision");
  await send(secretary);
  // In place, below its own words.
  await secretary.click("#provisions li a[href*='?id=']");
  await secretary.write(text("text"), words.better);
  await look(secretary, "provision-in-place");
  await send(secretary);
  assert.ok((await secretary.page.innerText("#provisions li")).includes(words.better));
  await board(secretary);
  for (const name of words.bodies) {
    if (name === words.bodies[0]) await secretary.click(".next-step a");
    else await secretary.click(`main a[href='${CASE}/roll/body']`);
    await secretary.write(text("name"), name);
    await send(secretary);
  }
  await look(secretary, "bodies");
  const delegates = [];
  for (const [at, name] of ["Salim", "Huda"].entries()) {
    await secretary.choose("#invite [name=for]", { index: at });
    await secretary.click("#invite .buttons button");
    const link = await secretary.page.innerText(".secret");
    const delegate = counted(await person());
    await delegate.page.goto(link);
    if ((await delegate.page.getAttribute("html", "lang")) !== language) await delegate.page.click(`button[value=${language}]`);
    if (at === 0) await look(delegate, "invitation");
    await delegate.write("[name=name]", name);
    await delegate.write("[name=address]", `${name}@example.org`.toLowerCase());
    await delegate.write("[name=password]", PASSWORD);
    await delegate.click("main button");
    await delegate.page.waitForURL(`**${CASE}`);
    delegates.push(delegate);
  }
  const [council, relief] = delegates;
  // A meeting, by the secretariat's own clock.
  await secretary.click(`.tabs a[href='${CASE}/meetings']`);
  await secretary.write("#title", words.meeting);
  await secretary.write("#date", "2031-03-01");
  await secretary.write("#time", "18:00");
  await secretary.choose("#zone", "Asia/Damascus");
  await secretary.write("#agenda", words.decide);
  await look(secretary, "meetings");
  await secretary.click(".act button");
  await secretary.page.waitForURL(/meetings\/\d+\?done=/);
  assert.match(await secretary.page.innerText(".facts"), language === "ar" ? /١٥:٠٠/ : /15:00/);
  await look(secretary, "meeting");

  await council.click(`.tabs a[href='${CASE}/conditions']`);
  await council.click("main .buttons a");
  await council.write(text("text"), words.condition);
  await look(council, "condition");
  await send(council);
  await board(secretary);
  await look(secretary, "way-half");
  await secretary.click("form:has([value=open-consultation]) button");
  await confirm(secretary);
  for (const [at, delegate] of delegates.entries()) {
    await delegate.click(`.tabs a[href='${CASE}/stances']`);
    await delegate.click("main .buttons a");
    if (at === 0) {
      delegate.done.clicks += 1;
      await delegate.page.check(".wish >> nth=0 >> input[value=need]");
      await delegate.page.waitForFunction(() => !document.querySelector("#sentence .quiet"));
      await look(delegate, "stance");
    }
    await delegate.click("button[value=choices]");
    await confirm(delegate);
  }
  await look(relief, "board");
  await board(secretary);
  await secretary.click("form:has([value=compute-position]) button");
  await confirm(secretary);
  await secretary.click("button[name=package] >> nth=0");
  await confirm(secretary);
  for (const delegate of delegates) {
    await board(delegate);
    if (delegate === council) await look(delegate, "vote");
    await delegate.click("button[name=choice][value=accept]");
    await confirm(delegate);
  }
  await board(secretary);
  await secretary.click("form:has([value=close-ballot]) button");
  await confirm(secretary);
  await secretary.click("form:has([value=adopt-position]) button");
  await confirm(secretary);
  assert.ok(await secretary.page.isVisible(".adopted"));
  await look(secretary, "adopted");
  await secretary.click(`.tabs a[href='${CASE}/record']`);
  await look(secretary, "record");
  await relief.click(`.tabs a[href='${CASE}/initiative']`);
  await look(relief, "initiative-of-a-delegate");
  assert.deepEqual(web.foreign, []);
  assert.deepEqual(web.faults, []);
  const seconds = Math.round((Date.now() - begun) / 1000);
  await web.end();
  place.end();
  return { seconds, roles: { "the secretariat": secretary.done, "a delegate who asks for something": council.done, "a delegate who does not": relief.done } };
}

const told = [];
for (const language of process.argv[2] ? [process.argv[2]] : ["en", "ar"]) {
  const { seconds, roles } = await walk(language);
  for (const [role, { clicks, fields, pages }] of Object.entries(roles)) told.push(`| ${language} | ${role} | ${clicks} | ${fields} | ${pages} |`);
  console.log(`${language}: from a received offer to an adopted position in ${seconds} s, pictures included`);
}
console.log(`\n| language | who | clicks | fields written | pages seen |\n|---|---|---:|---:|---:|\n${told.join("\n")}`);

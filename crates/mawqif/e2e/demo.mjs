// A demo that runs on a free port, and browsers that may ask nobody but it.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Starts the demo: its address, a link for each role that signs in once, a token of the secretariat, and those of the roles. */
export async function demo() {
  const process_ = spawn(process.env.MAWQIF, ["demo"], { stdio: ["pipe", "pipe", "inherit"] });
  const links = [];
  const tokens = [];
  let role = "";
  let site = "";
  let token = "";
  for await (const line of createInterface({ input: process_.stdout })) {
    const link = line.match(/^ {2}(http:\S+\/enter\/\S+)$/);
    const own = line.match(/^ {2}(mawqif_\S+)$/);
    if (link) links.push({ role, link: link[1] });
    else if (own) tokens.push({ role, token: own[1] });
    else role = line.trim();
    const listens = line.match(/^The API listens at (http:\S+);/);
    if (listens) site = listens[1];
    if (line.startsWith("TOKEN=")) token = line.slice("TOKEN=".length);
    if (line.startsWith("The server ends with")) break;
  }
  process_.stdout.resume();
  /** The link of a role in a case, used once. */
  const link = (said) => {
    const at = links.findIndex((it) => it.role.includes(said));
    if (at < 0) throw new Error(`no link for ${said}`);
    return links.splice(at, 1)[0].link;
  };
  /** Does an act by the token of a role. */
  const act = async (said, at, act) => {
    const own = tokens.find((it) => it.role === `${at}: ${said}`)?.token;
    const headers = { authorization: `Bearer ${own}`, "content-type": "application/json" };
    const answer = await fetch(`${site}/api/cases/${at}/acts`, { method: "POST", headers, body: JSON.stringify(act) });
    const told = await answer.json();
    if (!answer.ok) throw new Error(`${act.act}: ${JSON.stringify(told)}`);
    return told;
  };
  return { site, link, act, token, end: () => process_.stdin.end() };
}

/** A browser; `foreign` collects every request that went to another host, `faults` what scripts complained of. */
export async function browser(site) {
  const running = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
  const foreign = [];
  const faults = [];
  const person = async (options = {}) => {
    const context = await running.newContext({ locale: "en", baseURL: site, ...options });
    context.on("request", (request) => {
      if (!request.url().startsWith(`${site}/`) && !request.url().startsWith("data:")) foreign.push(request.url());
    });
    const page = await context.newPage();
    page.on("pageerror", (error) => faults.push(`${page.url()}: ${error}`));
    page.on("console", (message) => {
      if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) faults.push(`${page.url()}: ${message.text()}`);
    });
    page.on("dialog", (dialog) => {
      faults.push(`${page.url()}: a dialog: ${dialog.message()}`);
      dialog.dismiss();
    });
    return page;
  };
  return { person, foreign, faults, end: () => running.close() };
}

/** What axe finds against a page. It is brought in by the debugger, past the page's own policy. */
export async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  return found.violations.map((it) => `${it.id}: ${it.help} (${it.nodes.slice(0, 3).map((node) => node.target.join(" ")).join("; ")})`);
}

/** How far a page is wider than its window. */
export const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Signs in by a link that does so once. */
export const enter = async (page, link) => {
  await page.goto(link);
  await page.click("main button");
  await page.waitForURL("**/cases");
};

/** Lets a page be read in a language. */
export const speak = async (page, language) => {
  await page.goto("/cases");
  if ((await page.getAttribute("html", "lang")) !== language) await page.click(`button[value=${language}]`);
  assert.equal(await page.getAttribute("html", "lang"), language);
  assert.equal(await page.getAttribute("html", "dir"), language === "ar" ? "rtl" : "ltr");
};

/** The dossier of an offer to many bodies, each of which asks for three of many conditions; the same each time. */
export const large_offer = (bodies, conditions) => {
  let state = 1;
  const random = (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const lines = ["mawqif = 1", "[initiative]", 'id = "offer"', 'title = "A large offer"', "[rule]", 'requires = [{ more_than = "1/2" }]'];
  for (let at = 0; at < conditions; at += 1) lines.push("[[condition]]", `id = "c${at}"`, `text = "Condition ${at} is met"`, `burden = ${1 + random(9)}`);
  for (let at = 0; at < bodies; at += 1) lines.push("[[body]]", `id = "b${at}"`, `name = "Body ${at}"`, `weight = ${1 + random(20)}`);
  for (let at = 0; at < bodies; at += 1) {
    const needs = [random(conditions), random(conditions), random(conditions)];
    lines.push("[[stance]]", `body = "b${at}"`, `says = "accept if c${needs[0]} and (c${needs[1]} or c${needs[2]})"`, "version = 1");
  }
  return lines.join("\n");
};

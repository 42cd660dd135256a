import sparticuz from '@sparticuz/chromium';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A real browser, installed from npm alone. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await sparticuz.executablePath(),
    args: ['--no-sandbox', '--no-zygote'],
  });
}

export interface Visit {
  /** From the request of the page to the first thing that is seen of it. */
  paintMs: number;
  /** Until all of it is there, and the page has no work that would keep a tap waiting. */
  interactiveMs: number;
  /** As they came over the wire, headers and all. */
  bytes: number;
  requests: number;
}

/**
 * Notes in the page since when all of it has been there: a title, and nothing that is still being read. A task of more
 * than 50 ms keeps a tap waiting, as browsers count it.
 */
const WATCH = `
  window.__arrived = null;
  window.__busyUntil = 0;
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) window.__busyUntil = startTime + duration;
  }).observe({ type: 'longtask', buffered: true });
  new MutationObserver(() => {
    const isThere = document.querySelector('main h1') && !document.querySelector('[data-loading], [aria-busy=true]');
    window.__arrived = isThere ? (window.__arrived ?? performance.now()) : null;
  }).observe(document, { childList: true, subtree: true, attributes: true });`;
const SEEN = `({
  arrived: window.__arrived,
  busyUntil: window.__busyUntil,
  now: performance.now(),
  paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null,
})`;
/** So long nothing more has come: what loads one after the other has a gap of a request at most. */
const REST_MS = 700;
const LIMIT_MS = 60_000;
const LOOK_EVERY_MS = 50;

/** Opens a page of the portal in a browser that has nothing of it yet, except a session. */
export async function visit(context: BrowserContext, url: string): Promise<{ visit: Visit; page: Page }> {
  const page = await context.newPage();
  await page.addInitScript(WATCH);
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  let [bytes, requests] = [0, 0];
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
    requests++;
  });
  await page.goto(url);
  for (const deadline = Date.now() + LIMIT_MS; Date.now() < deadline;) {
    await sleep(LOOK_EVERY_MS);
    const { arrived, busyUntil, now, paint } = await page.evaluate<{
      arrived: number | null;
      busyUntil: number;
      now: number;
      paint: number | null;
    }>(SEEN);
    if (arrived === null || paint === null || now - Math.max(arrived, busyUntil) < REST_MS) continue;
    return { page, visit: { paintMs: paint, interactiveMs: Math.max(arrived, busyUntil), bytes, requests } };
  }
  throw new Error(`${url} was not there after ${String(LIMIT_MS / 1000)} s`);
}

/** What axe finds on a page: how many rules it breaks, and how many of these are serious. */
export async function findings(page: Page): Promise<{ axe: number; serious: number }> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate<{ violations: { impact: string }[] }>(
    `axe.run(document, { resultTypes: ['violations'] })`,
  );
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return { axe: violations.length, serious: serious.length };
}

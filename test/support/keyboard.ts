import type { Page } from 'playwright-core';
import { until } from './until.js';

/** What has the focus, by the name that a screen reader says. */
const NAME = `((element) => {
  const byId = (ids) => ids.split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
  const labelled = element.getAttribute('aria-labelledby');
  return (element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? (labelled ? byId(labelled) : element.textContent))
    .replaceAll('*', '').replace(/\\s+/g, ' ').trim();
})(document.activeElement)`;

export interface Effort {
  task: string;
  /** Key presses, characters that were typed among them. */
  keys: number;
  /** Of these, those that only moved on to the next thing. */
  tabs: number;
  /** What somebody with a mouse would have clicked. */
  clicks: number;
  seconds: number;
}

/** Somebody who uses nothing but the keyboard, and what that takes. */
export class Keyboard {
  readonly efforts: Effort[] = [];
  private keys = 0;
  private tabs = 0;
  private clicks = 0;

  constructor(private readonly page: Page) {}

  /** Does a task, and notes what it took. */
  async task(name: string, work: () => Promise<void>): Promise<void> {
    [this.keys, this.tabs, this.clicks] = [0, 0, 0];
    const begun = performance.now();
    await work();
    const seconds = Math.round((performance.now() - begun) / 100) / 10;
    this.efforts.push({ task: name, keys: this.keys, tabs: this.tabs, clicks: this.clicks, seconds });
  }

  async key(name: string): Promise<void> {
    this.keys += 1;
    await this.page.keyboard.press(name);
  }

  async type(text: string): Promise<void> {
    this.keys += text.length;
    await this.page.keyboard.type(text);
  }

  focused(): Promise<string> {
    return this.page.evaluate<string>(NAME);
  }

  /** Moves on to what has this name. */
  async to(name: string): Promise<void> {
    for (let steps = 0; (await this.focused()) !== name; steps++) {
      if (steps > 150) throw new Error(`the keyboard does not reach “${name}”`);
      this.tabs += 1;
      await this.key('Tab');
    }
  }

  /** Moves on to what has this name, and presses it. */
  async press(name: string, key = 'Enter'): Promise<void> {
    await this.to(name);
    this.clicks += 1;
    await this.key(key);
  }

  /** Moves on to the tabs of the page, from `from` to the one with this name, and opens it. */
  async openTab(from: string, name: string): Promise<void> {
    await this.to(from);
    while ((await this.focused()) !== name) await this.key('ArrowRight');
    await this.press(name);
  }

  /** Types into the field with this name, which may have the focus already. */
  async fill(name: string, text: string): Promise<void> {
    await until(async () => (await this.focused()) !== '');
    await this.to(name);
    await this.type(text);
  }

  /** Presses what already has the focus, once that is what has this name. */
  async confirm(name: string): Promise<void> {
    await until(async () => (await this.focused()) === name);
    this.clicks += 1;
    await this.key('Enter');
  }
}

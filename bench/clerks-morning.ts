import type { Locator, Page } from 'playwright-core';

export interface Effort {
  task: string;
  clicks: number;
  /** Characters, and keys such as Enter. */
  keys: number;
  /** Of a hand that neither thinks nor reads: what the program takes. */
  seconds: number;
}

/** A clerk with a mouse and a keyboard, and what each task takes. */
class Clerk {
  readonly efforts: Effort[] = [];
  private clicks = 0;
  private keys = 0;

  constructor(readonly page: Page) {}

  get dialog(): Locator {
    return this.page.getByRole('dialog').last();
  }

  async task(task: string, work: () => Promise<void>): Promise<void> {
    [this.clicks, this.keys] = [0, 0];
    const began = performance.now();
    await work();
    const seconds = (performance.now() - began) / 1000;
    this.efforts.push({ task, clicks: this.clicks, keys: this.keys, seconds });
  }

  async click(what: Locator): Promise<void> {
    this.clicks++;
    await what.click();
  }

  press(name: string, within: Page | Locator = this.page): Promise<void> {
    return this.click(within.getByRole('button', { name, exact: true }).first());
  }

  async type(text: string): Promise<void> {
    this.keys += text.length;
    await this.page.keyboard.type(text);
  }

  async key(name: string): Promise<void> {
    this.keys++;
    await this.page.keyboard.press(name);
  }

  /** Types into a field of the dialog, in the place of what it has. */
  async fill(label: string, text: string): Promise<void> {
    const field = this.dialog.getByLabel(label).first();
    await this.click(field);
    if ((await field.inputValue()) !== '') await this.key('ControlOrMeta+a');
    await this.type(text);
  }

  /** A date is typed as the browser asks for it: day or month first. */
  async fillDate(label: string, date: string): Promise<void> {
    this.clicks++;
    this.keys += date.length;
    await this.dialog.getByLabel(label).first().fill(date);
  }

  shown(text: string | RegExp): Promise<void> {
    return this.dialog.getByText(text).first().waitFor();
  }

  async close(): Promise<void> {
    await this.press('Close', this.dialog);
    await this.gone();
  }

  gone(): Promise<void> {
    return this.page.getByRole('dialog').first().waitFor({ state: 'detached' });
  }

  menu(name: string): Promise<void> {
    return this.click(this.page.getByRole('menuitem', { name, exact: true }));
  }
}

/** What a clerk does on a morning, at the console of a sandbox, signed in; `today` is its business date. */
export async function clerksMorning(page: Page, today: string): Promise<Effort[]> {
  const clerk = new Clerk(page);
  await serve(clerk);
  await takeMoney(clerk);
  await promise(clerk, today);
  await close(clerk);
  return clerk.efforts;
}

async function serve(clerk: Clerk): Promise<void> {
  const { page } = clerk;
  await clerk.task('register a customer', async () => {
    await clerk.menu('Customers');
    await clerk.press('Register a customer');
    await clerk.fill('First name', 'Adaeze');
    await clerk.fill('Last name', 'Okoye');
    await clerk.fill('Phone', '+234 803 111 2222');
    await clerk.key('Enter');
    await clerk.shown('Nobody looks the same.');
    await clerk.press('Register a customer', clerk.dialog);
    await clerk.shown('The customer is registered');
  });
  await clerk.task('hand over a sign-in code', async () => {
    await clerk.press('Sign-in code', clerk.dialog);
    await clerk.shown(/chooses a password/);
    await clerk.press('Sign-in code', clerk.dialog);
    await clerk.shown(/^[a-z2-9]{4}-[a-z2-9]{4}$/);
  });
  await clerk.dialog.getByRole('button', { name: 'Close', exact: true }).click();
  await page.getByRole('link', { name: 'Open the page' }).click();
  await clerk.gone();
  await clerk.task('find a customer', async () => {
    await clerk.key('/');
    await clerk.shown('A name in any order');
    await clerk.type('oko adae');
    await clerk.click(clerk.dialog.getByRole('link', { name: /Adaeze Okoye/ }));
    await clerk.gone();
    await page.getByRole('button', { name: 'Lend', exact: true }).waitFor();
  });
  await clerk.task('quote and lend', async () => {
    await clerk.press('Lend');
    await clerk.fill('Amount in USD', '1000');
    await clerk.fill('Instalments', '10');
    await clerk.key('Enter');
    await clerk.dialog.getByRole('table', { name: 'Schedule' }).waitFor();
    await clerk.press('Lend', clerk.dialog);
    await clerk.shown('The loan is paid out.');
  });
  await clerk.click(clerk.dialog.getByRole('link', { name: 'Open the loan' }));
  await clerk.gone();
}

async function takeMoney(clerk: Clerk): Promise<void> {
  const { page } = clerk;
  await clerk.task('take a payment', async () => {
    await clerk.press('Enter payment');
    await clerk.fill('Amount in USD', '150');
    await clerk.click(clerk.dialog.getByLabel('How the money goes'));
    await clerk.click(page.getByRole('option', { name: 'Cheque' }));
    await clerk.fill('Reference', 'CHQ 4711');
    await clerk.key('Enter');
    await clerk.shown('Cheque, CHQ 4711');
    await clerk.press('Enter payment', clerk.dialog);
    await clerk.shown('The payment is booked');
  });
  await clerk.task('print the receipt', async () => {
    const saved = page.waitForEvent('download');
    await clerk.press('Print receipt', clerk.dialog);
    await saved;
  });
  await clerk.close();
  await clerk.task('correct the payment', async () => {
    await clerk.click(page.getByRole('tab', { name: 'Payments' }));
    await clerk.press('Reverse');
    await clerk.fill('Reason', 'It was 105.');
    await clerk.press('Show what it does', clerk.dialog);
    await clerk.press('Reverse', clerk.dialog);
    await clerk.shown('The payment is reversed');
    await clerk.close();
    await clerk.press('Enter payment');
    await clerk.fill('Amount in USD', '105');
    await clerk.key('Enter');
    await clerk.press('Enter payment', clerk.dialog);
    await clerk.shown('The payment is booked');
    await clerk.close();
  });
}

async function promise(clerk: Clerk, today: string): Promise<void> {
  const { page } = clerk;
  await clerk.task('promise to pay', async () => {
    await clerk.click(page.getByRole('tab', { name: 'Promises and notes' }));
    await clerk.press('Promise to pay');
    await clerk.fill('Amount in USD', '50');
    await clerk.fillDate('To be paid by', daysAfter(today, 15));
    await clerk.press('Promise to pay', clerk.dialog);
    await clerk.gone();
    await page.getByRole('table', { name: 'Promises to pay' }).getByText('50.00').first().waitFor();
  });
}

async function close(clerk: Clerk): Promise<void> {
  await clerk.task('count the till', async () => {
    await clerk.menu('Counter');
    await clerk.press('Count the till');
    await clerk.fill('Counted, in USD', '105');
    await clerk.key('Enter');
    await clerk.gone();
    await clerk.page.getByRole('button', { name: 'Count again' }).waitFor();
  });
  await clerk.task('close the day', async () => {
    await clerk.menu('Day-close');
    await clerk.press('Move the clock');
    await clerk.press('Show what it does', clerk.dialog);
    await clerk.shown(/^If nothing is paid/);
    await clerk.press('Move the clock', clerk.dialog);
    await clerk.shown('The clock is moved');
  });
}

function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}

import type { Page } from 'playwright-core';

/** Gives the page's browser a security key that is touched by itself (Chromium's virtual authenticator). */
export async function plugInKey(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'usb',
      hasResidentKey: false,
      hasUserVerification: false,
      automaticPresenceSimulation: true,
    },
  });
}

/** Browsers know keys by names alone: the server at `localhost`. */
export const byName = ({ url }: { url: string }): { url: string } => ({
  url: url.replace('127.0.0.1', 'localhost'),
});

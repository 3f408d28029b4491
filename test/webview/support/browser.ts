import { chromium, type Browser } from 'playwright-core';
import { chromiumArguments, findChromium } from '../../../scripts/vscode/chromium.mjs';

/** A headless Chromium; without one the tests fail and say what to run. */
export async function startBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) {
    throw new Error(
      'The webview tests need Chromium. Install it (Debian: apt-get install chromium) or name one in the variable CHROMIUM.',
    );
  }
  return chromium.launch({ executablePath, args: [...chromiumArguments] });
}

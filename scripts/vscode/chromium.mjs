/** The browser that shows the webviews in tests and the browser-served VS Code: an installed Chromium. */
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { debianPackages } from '../debian.mjs';
import { atEnd } from '../processes.mjs';

const places = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome-stable',
    '/usr/bin/google-chrome',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  win32: [process.env.ProgramFiles, process.env['ProgramFiles(x86)'], process.env.LOCALAPPDATA].map(
    (folder) => `${folder}\\Google\\Chrome\\Application\\chrome.exe`,
  ),
};

const installCommand = {
  linux: 'sudo apt-get install chromium',
  darwin: 'brew install --cask chromium',
  win32: 'winget install Google.Chrome',
};

/** What a Chromium for tests and demonstrations leaves out. */
export const chromiumArguments = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The path of a Chromium (the variable CHROMIUM wins), or null. */
export function findChromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  return (places[process.platform] ?? []).find((path) => existsSync(path)) ?? null;
}

/** As `findChromium`, but installs it on Debian as root, and else says how to. */
export async function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  if (await debianPackages(['chromium', 'fonts-dejavu-core'])) return findChromium();
  throw new Error(
    `No Chromium found. Install it (${installCommand[process.platform]}) or name one: CHROMIUM=/path/to/chromium`,
  );
}

/** Starts a headless browser that ends with this script. */
export async function launchChromium() {
  const browser = await chromium.launch({
    executablePath: await ensureChromium(),
    // The end of this script closes it; Playwright's own handlers would end the script first.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: chromiumArguments,
  });
  atEnd(() => browser.close());
  return browser;
}

#!/usr/bin/env node
/**
 * Stands in for the desktop program where `@vscode/test-electron` cannot download it: takes the same arguments
 * (`--extensionDevelopmentPath=`, `--extensionTestsPath=`, a folder), runs the tests in the extension host of
 * VS Code's server with its workbench in a headless Chromium, and exits with the status of the test run.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { atEnd, main } from '../processes.mjs';
import { launchChromium } from './chromium.mjs';
import { startVsCodeServer, writeUserSettings } from './server.mjs';

const limitMs = 5 * 60_000;

/** The page's address: the folder to open and what to develop and test, as paths on the server. */
function address({ origin, authority }, { folder, development, tests }) {
  const remote = (path) => `vscode-remote://${authority}${resolve(path)}`;
  const payload = [
    ['extensionDevelopmentPath', remote(development)],
    ['extensionTestsPath', remote(tests)],
    ['skipWelcome', 'true'],
  ];
  const url = new URL(origin);
  if (folder) url.searchParams.set('folder', resolve(folder));
  url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}

await main(async (args) => {
  const option = (name) => args.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
  const places = {
    development: option('extensionDevelopmentPath'),
    tests: option('extensionTestsPath'),
    folder: args.find((arg) => !arg.startsWith('-')),
  };
  if (!places.development || !places.tests) {
    throw new Error(
      'Name the extension and its tests: --extensionDevelopmentPath= and --extensionTestsPath=',
    );
  }
  const profile = mkdtempSync(join(tmpdir(), 'reasoning-transfer-test-'));
  atEnd(() => rmSync(profile, { recursive: true, force: true }));
  writeUserSettings(profile, {});
  const server = await startVsCodeServer({ profile, driver: true });
  const browser = await launchChromium();
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  return await new Promise((resolve, reject) => {
    const fail = (why) => reject(new Error(`The test run in VS Code ${why}:\n${server.log.slice(-4000)}`));
    setTimeout(() => fail(`took longer than ${limitMs / 60_000} minutes`), limitMs).unref();
    server.ended.then(() => fail('lost its server'));
    page.on('crash', () => fail('lost its page'));
    const ready = [
      page.exposeFunction('codeAutomationLog', (type, values) => console.log(...values)),
      page.exposeFunction('codeAutomationExit', (code) => resolve(code)),
    ];
    Promise.all(ready)
      .then(() => page.goto(address(server, places)))
      .catch(reject);
  });
});

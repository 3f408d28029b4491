/**
 * `npm run demo [-- --servers URL,URL] [-- --check]`: two small models, and a real VS Code on a copy of
 * examples/workspace with the extension installed and the models as its endpoints. With --check, drives the main
 * job through that VS Code, leaves screenshots in .cache/demo/, and exits 0 or says what failed.
 */
import { randomBytes } from 'node:crypto';
import { cpSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build/bundles.mjs';
import { packageExtension } from './build/vsix.mjs';
import { cacheFolder, root } from './cache.mjs';
import { checkMainJob } from './demo/check.mjs';
import { openDesktop } from './demo/desktop.mjs';
import { namedServers, startModels } from './demo/models.mjs';
import { recordServer } from './demo/recorder.mjs';
import { main } from './processes.mjs';
import { ensureChromium, launchChromium } from './vscode/chromium.mjs';
import { codeServerFolder } from './vscode/codeServer.mjs';
import { hasDisplay, onPath } from './vscode/desktop.mjs';
import { installExtension, startVsCodeServer, writeUserSettings } from './vscode/server.mjs';

const checkLimitMs = 10 * 60_000;

/** A copy of the example items, so that the repository stays clean; saved samples of before stay there. */
function copyWorkspace(name) {
  const workspace = cacheFolder('demo', name);
  cpSync(join(root, 'examples', 'workspace'), workspace, { recursive: true });
  return workspace;
}

/** Installs the extension and serves VS Code on a workspace; gives the address of its page. */
async function serveVsCode(profile, workspace, vsix, settings) {
  writeUserSettings(profile, settings);
  await installExtension(profile, vsix);
  const token = randomBytes(16).toString('hex');
  const server = await startVsCodeServer({ profile, token });
  return { server, url: `${server.origin}/?${new URLSearchParams({ folder: workspace, tkn: token })}` };
}

async function check(endpoints, vsix) {
  const out = cacheFolder('demo');
  for (const name of ['check', 'check-profile']) rmSync(join(out, name), { recursive: true, force: true });
  const workspace = copyWorkspace('check');
  const profile = cacheFolder('demo', 'check-profile');
  const streams = [];
  const recorded = await Promise.all(
    endpoints.map(async (endpoint) => {
      const { origin, pathname } = new URL(endpoint.url);
      const recorder = await recordServer(origin);
      const { label, model, sampling } = endpoint;
      streams.push({ label, model, maxTokens: sampling.maxTokens, streams: recorder.streams });
      return { ...endpoint, url: `${recorder.origin}${pathname}` };
    }),
  );
  const settings = (theme) => ({ 'reasoningTransfer.endpoints': recorded, 'workbench.colorTheme': theme });
  const { server, url } = await serveVsCode(profile, workspace, vsix, settings('Dark Modern'));
  const browser = await launchChromium();
  const page = await browser.newPage({ viewport: { width: 1500, height: 950 } });
  const messages = [];
  page.on('console', (message) => messages.push(`${message.type()}: ${message.text()}`));
  const screenshot = async (name) => {
    const path = join(out, `${name}.png`);
    await page.screenshot({ path });
    console.log(`  screenshot: ${relative(root, path)}`);
  };
  const useTheme = (theme) => writeUserSettings(profile, settings(theme));
  try {
    await checkMainJob(page, { url, workspace, endpoints: recorded, streams, useTheme, screenshot });
  } catch (error) {
    await screenshot('failure').catch(() => {});
    console.log(`The page said last:\n${messages.slice(-15).join('\n')}`);
    console.log(`VS Code's server said last:\n${server.log.slice(-2000)}`);
    throw error;
  }
}

function giveUp() {
  console.error(`The check took longer than ${checkLimitMs / 60_000} minutes.`);
  process.emit('SIGTERM');
}

await main(async (args) => {
  const { values } = parseArgs({
    args,
    options: { check: { type: 'boolean' }, servers: { type: 'string' } },
  });
  const endpoints = await (values.servers ? namedServers(values.servers.split(',')) : startModels());
  for (const { label, url } of endpoints) console.log(`Model ${label} at ${url}`);
  await build();
  const { file: vsix } = await packageExtension();
  if (values.check) {
    await Promise.all([ensureChromium(), codeServerFolder()]);
    // Installing may take what it takes; the check itself may not.
    const limit = setTimeout(giveUp, checkLimitMs).unref();
    await check(endpoints, vsix);
    clearTimeout(limit);
    console.log('The main job works, from palette to hover.');
    return 0;
  }
  const workspace = copyWorkspace('workspace');
  const settings = { 'reasoningTransfer.endpoints': endpoints };
  const profile = cacheFolder('demo', 'profile');
  if (onPath('code') && hasDisplay()) {
    await openDesktop(cacheFolder('demo', 'desktop-profile'), workspace, vsix, settings);
    console.log(`VS Code is open on ${workspace}.`);
  } else {
    const { url } = await serveVsCode(profile, workspace, vsix, settings);
    console.log(`\nVS Code: ${url}`);
  }
  console.log(
    'Open items/arithmetic.jsonl, and run "Reasoning Transfer: Evaluate Item" on a line. Ctrl-C ends it all.',
  );
  return await new Promise(() => {});
});

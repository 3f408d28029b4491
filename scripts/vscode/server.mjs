/** VS Code's server, on a free port of the loopback address: the page it serves is a whole VS Code. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, start } from '../processes.mjs';
import { codeServerFolder } from './codeServer.mjs';

const startLimitMs = 60_000;

/** What every VS Code of tests and demo gets: nothing that opens by itself, asks, or looks for a network. */
export const quietSettings = {
  'chat.disableAIFeatures': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'git.openRepositoryInParentFolders': 'never',
  'security.workspace.trust.enabled': false,
};

/** Writes the user settings of a profile that `startVsCodeServer` or `installExtension` gets. */
export function writeUserSettings(profile, settings) {
  const folder = join(profile, 'data', 'User');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'settings.json'),
    `${JSON.stringify({ ...quietSettings, ...settings }, null, 2)}\n`,
  );
}

/** Installs a VSIX into a profile. */
export async function installExtension(profile, vsix) {
  const main = join(await codeServerFolder(), 'out', 'server-main.js');
  const args = ['--install-extension', vsix, '--force', '--server-data-dir', profile];
  await run(process.execPath, [main, '--accept-server-license-terms', ...args], { timeoutMs: startLimitMs });
}

/**
 * Starts the server on a profile folder; gives its origin and the running process. Whoever opens the page must
 * name the `token`, where one is given. With `driver`, the page takes an extension under test in its address; with
 * `trust`, folders are untrusted until the user trusts them.
 */
export async function startVsCodeServer({ profile, token, driver = false, trust = false }) {
  const main = join(await codeServerFolder(), 'out', 'server-main.js');
  const args = ['--host', '127.0.0.1', '--port', '0', '--accept-server-license-terms'];
  args.push(...(token ? ['--connection-token', token] : ['--without-connection-token']));
  args.push('--server-data-dir', profile, '--telemetry-level', 'off');
  if (!trust) args.push('--disable-workspace-trust');
  if (driver) args.push('--enable-smoke-test-driver');
  let server;
  const port = await new Promise((resolve, reject) => {
    server = start(process.execPath, [main, ...args], {
      onLine: (line) => {
        const match = /^Extension host agent listening on (\d+)/.exec(line);
        if (match) resolve(match[1]);
      },
    });
    const fail = (why) => reject(new Error(`VS Code's server ${why}:\n${server.log.slice(-4000)}`));
    setTimeout(() => fail('did not start in time'), startLimitMs).unref();
    server.ended.then(() => fail('ended'));
  });
  return { ...server, origin: `http://127.0.0.1:${port}`, authority: `127.0.0.1:${port}` };
}

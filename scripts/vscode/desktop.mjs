/** The desktop VS Code for the integration tests, where it can be downloaded and shown. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from '../cache.mjs';
import { run } from '../processes.mjs';

const version = '1.139.1';
const downloadLimitMs = 5 * 60_000;
/** How long a failure is believed before the next try. */
const believeMs = 12 * 3600_000;

const folder = () => cacheFolder('vscode-desktop');
const failureFile = () => join(folder(), 'unavailable.json');

/** Is there a program of this name on the path? */
export function onPath(name) {
  const names = process.platform === 'win32' ? [`${name}.exe`, `${name}.cmd`] : [name];
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.some((place) => names.some((file) => existsSync(join(place, file))));
}

/** Can a window be opened? */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** The path of a desktop VS Code, or null and the reason in words. Downloads once; a failure is remembered. */
export async function desktopVsCode() {
  if (!hasDisplay()) return { path: null, reason: 'there is no display (nor xvfb-run)' };
  if (existsSync(failureFile())) {
    const failure = JSON.parse(readFileSync(failureFile(), 'utf8'));
    if (Date.now() - failure.at < believeMs) return { path: null, reason: failure.reason };
  }
  try {
    const script = fileURLToPath(new URL('download.mjs', import.meta.url));
    const output = await run(process.execPath, [script, version, folder()], { timeoutMs: downloadLimitMs });
    return { path: output.trim().split('\n').at(-1), reason: null };
  } catch (error) {
    return {
      path: null,
      reason: rememberUnavailable(`it could not be downloaded (${lastLine(error.message)})`),
    };
  }
}

/** Remembers that the desktop program is of no use here; gives the reason back. */
export function rememberUnavailable(reason) {
  writeFileSync(failureFile(), JSON.stringify({ at: Date.now(), reason }));
  return reason;
}

function lastLine(text) {
  return text.trim().split('\n').at(-1);
}

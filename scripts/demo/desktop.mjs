/** The desktop VS Code that is installed here, with a profile of the demo's own. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../processes.mjs';
import { quietSettings } from '../vscode/server.mjs';

/** Opens a window on a folder with the extension installed; the user's own settings and extensions stay apart. */
export async function openDesktop(profile, workspace, vsix, settings) {
  const user = join(profile, 'data', 'User');
  mkdirSync(user, { recursive: true });
  writeFileSync(join(user, 'settings.json'), JSON.stringify({ ...quietSettings, ...settings }, null, 2));
  const folders = ['--user-data-dir', join(profile, 'data'), '--extensions-dir', join(profile, 'extensions')];
  await run('code', [...folders, '--install-extension', vsix, '--force']);
  await run('code', [...folders, '--new-window', workspace, join(workspace, 'items', 'arithmetic.jsonl')]);
}

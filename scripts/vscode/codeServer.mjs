/**
 * The VS Code server and workbench from the npm package `code-server`, for machines where the desktop program
 * cannot be had. Installed once into `.cache/`; a second call needs no network.
 */
import { realpathSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { once } from '../cache.mjs';
import { run } from '../processes.mjs';

const version = '4.139.1';

/** The folder that holds VS Code's server: `out/server-main.js` and what belongs to it. */
export async function codeServerFolder() {
  return inner(await once(['code-server'], version, install));
}

function inner(folder) {
  return join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
}

async function install(folder) {
  console.log(`Installing code-server ${version} (VS Code in a browser), once …`);
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  await npm(folder, ['install', ...flags, `code-server@${version}`]);
  await npm(inner(folder), ['install', '--omit=dev', ...flags]);
  // Most native modules come prebuilt. These two have to be compiled; without them VS Code works, but writes no
  // log files and shows no output channels.
  await npm(inner(folder), ['rebuild', '@vscode/spdlog', '@vscode/native-watchdog']).catch(() => {
    console.log(
      'Its logger could not be compiled (no C++ compiler?): VS Code keeps no logs, the Output panel stays empty.',
    );
  });
}

/** Runs npm in a folder of its own, under the Node that runs this script. */
function npm(folder, args) {
  const node = realpathSync(process.execPath);
  return run('npm', args, {
    cwd: folder,
    env: {
      // npm started by an npm script would otherwise take the outer project for its own.
      npm_config_local_prefix: undefined,
      npm_config_prefix: undefined,
      // The headers that native modules are compiled against come with the Node in node_modules.
      npm_config_nodedir: join(
        dirname(node),
        '..',
        'node_modules',
        `node-${process.platform}-${process.arch}`,
      ),
      PATH: `${dirname(node)}${delimiter}${process.env.PATH}`,
    },
  });
}

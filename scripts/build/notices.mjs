/** The licences of what is bundled, which their terms ask to be passed on with it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../cache.mjs';

/** Packages that are published with others already bundled into them, which a metafile does not see. */
const holds = {
  'node_modules/@cortex-js/compute-engine': ['node_modules/complex-esm', 'node_modules/@arnog/colors'],
};

/**
 * One text with name, version and licence of each package that has a part in the bundles (esbuild metafiles), and with
 * the notices of what is passed on beside them.
 */
export function thirdPartyNotices(metafiles, others = []) {
  const inputs = metafiles.flatMap((metafile) => Object.keys(metafile.inputs));
  // The last `node_modules/` of a path is the package's own folder.
  const folders = inputs.map((input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1]);
  const bundled = folders.filter((folder) => folder !== undefined);
  const packages = [...new Set(bundled.flatMap((folder) => [folder, ...(holds[folder] ?? [])]))]
    .sort()
    .map((folder) => notice(join(root, folder)));
  return [...packages, ...others].join(`\n${'-'.repeat(80)}\n\n`);
}

function notice(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|notice)/i.test(file));
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return `${[`${name} ${version} (${license})`, ...texts].join('\n\n')}\n`;
}

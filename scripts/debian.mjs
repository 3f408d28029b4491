/** System packages, where we may install them: on Debian and its like, as root. */
import { existsSync } from 'node:fs';
import { run } from './processes.mjs';

/** Installs packages with apt-get; false where that is not ours to do. */
export async function debianPackages(names) {
  if (process.platform !== 'linux' || process.getuid() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  console.log(`Installing Debian packages: ${names.join(', ')} …`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { env });
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], { env });
  return true;
}

/** The command line: looks at the version of Node before anything that needs it is loaded. */

const version = process.versions.node.split('.').map(Number);
const major = version[0] ?? 0;

if (major < 22 || (major === 22 && (version[1] ?? 0) < 15)) {
  console.error('reasoning-transfer needs Node 22.15 or newer; this is Node ' + process.versions.node + '.');
  process.exitCode = 2;
} else {
  void import('./cli/main.ts').then(({ main }) => main());
}

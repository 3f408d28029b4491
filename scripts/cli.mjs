/** `npm run cli -- …`: the command line, from the sources as they are. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfStale } from './build/fresh.mjs';
import { root } from './cache.mjs';

await buildIfStale().catch((error) => {
  console.error(error.message);
  process.exit(2);
});
const cli = join(root, 'dist', 'cli.js');
// In this very process, so that streams, signals and status are its own.
process.argv[1] = cli;
await import(pathToFileURL(cli));

/** `npm run build [-- --dev] [-- --watch]`: everything into `dist/`. */
import { build } from './build/bundles.mjs';
import { main } from './processes.mjs';

await main(async (args) => {
  const watch = args.includes('--watch');
  const sizes = await build({ dev: args.includes('--dev'), watch });
  for (const [path, bytes] of Object.entries(sizes)) {
    if (!path.endsWith('.map')) console.log(`dist/${path}  ${(bytes / 1000).toFixed(1)} kB`);
  }
  if (watch) {
    console.log('Watching src/ … (Ctrl-C ends it)');
    await new Promise(() => {});
  }
});

/** `npm run package`: builds, and makes the VSIX in `dist/`. */
import { build } from './build/bundles.mjs';
import { packageExtension } from './build/vsix.mjs';
import { main } from './processes.mjs';

await main(async () => {
  await build();
  const { file, bytes } = await packageExtension();
  console.log(`${file}  ${(bytes / 1e6).toFixed(2)} MB`);
});

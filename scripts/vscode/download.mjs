/** `download.mjs VERSION FOLDER`: downloads the desktop VS Code and prints the path of its program. */
import { downloadAndUnzipVSCode, SilentReporter } from '@vscode/test-electron';
import { main } from '../processes.mjs';

await main(async ([version, cachePath]) => {
  console.log(
    await downloadAndUnzipVSCode({ version, cachePath, timeout: 10_000, reporter: new SilentReporter() }),
  );
});

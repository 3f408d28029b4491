import { SavedSamples } from '../../../src/workspace/savedSamples.ts';
import { legs, sample, trace } from '../results/fixtures.ts';

/**
 * A program that saves samples: `writer ROOT NAME FIRST COUNT SIZE`. Prints one line for each that is saved,
 * or why it is not, and ends when all are.
 */
async function main(): Promise<void> {
  const [root = '', name = '', first = '0', count = '0', size = '0'] = process.argv.slice(2);
  const saved = new SavedSamples(root);
  for (let n = Number(first); n < Number(first) + Number(count); n += 1) {
    const appended = await saved.append(
      sample({
        item: legs(n),
        trace: { ...trace, reasoning: `${name} `.repeat(Number(size) / (name.length + 1)) },
        endedAt: new Date().toISOString(),
      }),
    );
    process.stdout.write(appended.ok ? `saved ${n}\n` : `failed ${n} ${appended.problem.message}\n`);
  }
}

void main();

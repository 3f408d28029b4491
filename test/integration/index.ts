import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';

/** The result of one test, as the test script reads it. */
interface TestResult {
  readonly title: string;
  readonly state: 'passed' | 'failed' | 'skipped';
  readonly ms: number;
  readonly error: string | null;
}

/**
 * What VS Code calls in its extension host: runs every `*.test.js` beside this file, writes the results as JSON to
 * the file named by REASONING_TRANSFER_TEST_REPORT, and rejects when a test failed.
 */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'tdd', timeout: 60_000, color: false });
  const names = readdirSync(__dirname, { recursive: true, encoding: 'utf8' });
  for (const name of names.filter((file) => file.endsWith('.test.js')).sort())
    mocha.addFile(join(__dirname, name));
  await mocha.loadFilesAsync();
  const results: TestResult[] = [];
  const failures = await new Promise<number>((resolve) => {
    const add = (test: Mocha.Runnable, state: TestResult['state'], error: string | null): void => {
      results.push({ title: test.fullTitle(), state, ms: test.duration ?? 0, error });
    };
    mocha
      .run(resolve)
      .on('pass', (test) => add(test, 'passed', null))
      .on('pending', (test) => add(test, 'skipped', null))
      // Also of a hook, which then stands for the tests it kept from running.
      .on('fail', (test, error: unknown) => add(test, 'failed', describe(error)));
  });
  const report = process.env.REASONING_TRANSFER_TEST_REPORT;
  if (report !== undefined) writeFileSync(report, JSON.stringify(results));
  if (failures > 0) throw new Error(`${failures} of ${results.length} tests failed.`);
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

/** A response as text, and the gold answer as LaTeX. */
export interface Pair {
  readonly response: string;
  readonly gold: string;
}

/** What a scorer said of each pair, and how long each took. */
export interface Verdicts {
  readonly right: readonly boolean[];
  readonly ms: readonly number[];
}

/** The Python of an environment of its own that has Math-Verify, made at the first call; null where it cannot be had. */
export function pythonWithMathVerify(folder: string): string | null {
  const python = join(folder, 'math-verify', 'bin', 'python');
  const has = (): boolean => spawnSync(python, ['-c', 'import math_verify']).status === 0;
  if (existsSync(python) && has()) return python;
  spawnSync('python3', ['-m', 'venv', join(folder, 'math-verify')]);
  spawnSync(python, ['-m', 'pip', 'install', '--quiet', 'math-verify[antlr4_13_2]==0.9.0']);
  return has() ? python : null;
}

/** As its README says to: the gold answer is LaTeX, the response is searched for LaTeX first, then for a number. */
const script = `
import json, logging, re, sys, time
from math_verify import ExprExtractionConfig, LatexExtractionConfig, parse, verify
logging.disable(logging.CRITICAL)
pairs = json.load(sys.stdin)
def judge(pair):
    gold = parse("$" + re.sub(r"(?<!\\\\)\\$", "", re.sub(r"(?<!\\\\)%", r"\\%", pair["gold"])) + "$")
    answer = parse(pair["response"], [LatexExtractionConfig(boxed_match_priority=0), ExprExtractionConfig()])
    return bool(verify(gold, answer))
for pair in pairs[:20]:
    judge(pair)
right, ms = [], []
for pair in pairs:
    start = time.perf_counter()
    right.append(judge(pair))
    ms.append((time.perf_counter() - start) * 1000)
print(json.dumps({"right": right, "ms": ms}))
`;
const Printed = v.object({ right: v.array(v.boolean()), ms: v.array(v.number()) });

/** Math-Verify on all pairs, in one process, after twenty of them to warm up. */
export function mathVerify(python: string, pairs: readonly Pair[]): Verdicts {
  const child = spawnSync(python, ['-c', script], {
    input: JSON.stringify(pairs),
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (child.status !== 0) throw new Error(`Math-Verify failed: ${child.stderr.slice(-2000)}`);
  return v.parse(Printed, JSON.parse(child.stdout));
}

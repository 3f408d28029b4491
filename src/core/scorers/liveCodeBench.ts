import { say, verbatim } from '../say.ts';
import { outputDifference, sameValue } from './liveCodeBenchEqual.ts';
import { functionName, hasTests, readTests, type ItemTests } from './liveCodeBenchTests.ts';
import {
  isUnanswered,
  type ProgramOutcome,
  type ProgramQuestion,
  type ProgramTest,
  type ProgramTestOutcome,
  type Score,
  type ScoreCheck,
  type Scorer,
  type Undecided,
} from './score.ts';

/**
 * LiveCodeBench, code generation (LiveCodeBench/LiveCodeBench, `lcb_runner/utils/extraction_utils.py` and
 * `lcb_runner/evaluation/testing_util.py`): the code between the last two lines with three backticks passes where it
 * passes every public and private test; nothing after the first test that fails is run. What runs it differs from
 * the reference on purpose: each test has a process of its own, with a real stdin.
 */
export const liveCodeBenchProgram: Scorer = {
  name: 'livecodebench',
  version: 1,
  score: ({ record, answer }) => {
    const found = lastCode(answer);
    const place = { extracted: found?.code ?? null, range: found?.range ?? null };
    if (!hasTests(record)) {
      return { ...place, value: null, rule: 'no gold', reason: say`the item has no tests` };
    }
    if (found === null || found.code.trim() === '') {
      const reason =
        found === null
          ? say`no code block: fewer than two lines have three backticks`
          : say`the last code block is empty`;
      return zeroIfRun({ extracted: null, range: null, value: 0, rule: 'no code', reason }, reason);
    }
    // Private tests may unpack to many megabytes: they are read when somebody runs them.
    let tests: ItemTests | null = null;
    const read = (): ItemTests => (tests ??= readTests(record));
    const name = functionName(record);
    const question: ProgramQuestion = {
      language: 'python',
      code: found.code,
      functionName: name,
      get tests() {
        const items = read();
        return items.ok ? items.tests : [];
      },
      passes: (test, outcome) => judge(test, outcome, name !== null)?.failure === null,
    };
    return {
      waitsFor: 'program',
      question,
      decide: (outcome) => {
        if (isUnanswered(outcome)) {
          const reason = say`the code was not run: ${outcome.unanswered}`;
          return { ...place, value: null, rule: 'not run', reason };
        }
        const items = read();
        if (!items.ok) return { ...place, value: null, rule: 'no gold', reason: items.message };
        return { ...place, ...verdict(items.tests, outcome, name !== null) };
      },
    };
  },
  cutOff: (score) => zeroIfRun({ ...score, value: 0 }, say`no answer`),
};

/**
 * A 0 for which nothing need be run; but where nothing is run it is no score, since a mean of such zeros alone would say
 * nothing.
 */
function zeroIfRun(zero: Score, why: string): Undecided {
  return {
    waitsFor: 'program',
    question: { language: 'python', code: '', functionName: null, tests: [], passes: () => true },
    decide: (outcome) => {
      if (!isUnanswered(outcome)) return zero;
      const reason = say`${why}; no score while code is not run: ${outcome.unanswered}`;
      return { ...zero, value: null, rule: 'not run', reason };
    },
  };
}

interface FoundCode {
  readonly code: string;
  readonly range: readonly [number, number];
}

/** What stands between the last two lines that have three backticks; null with fewer than two such lines. */
function lastCode(answer: string): FoundCode | null {
  const last = answer.lastIndexOf('```');
  const end = last === -1 ? -1 : answer.lastIndexOf('\n', last);
  const before = end === -1 ? -1 : answer.lastIndexOf('```', end - 1);
  if (before === -1) return null;
  const begin = answer.indexOf('\n', before) + 1;
  // Two fences one below the other have nothing between them.
  const range: [number, number] = [begin, Math.max(begin, end)];
  return { code: answer.slice(...range), range };
}

type Verdict = Pick<Score, 'value' | 'rule' | 'reason' | 'parts' | 'checks'>;

interface Judged {
  /** Null where the test passed. */
  readonly failure: { readonly rule: string; readonly reason: string } | null;
}

function verdict(
  tests: readonly ProgramTest[],
  { tests: outcomes, guard }: ProgramOutcome,
  isFunction: boolean,
): Verdict {
  const checks: ScoreCheck[] = [];
  let numbers = { open: 0, hidden: 0 };
  for (const [index, test] of tests.entries()) {
    const outcome = outcomes[index];
    if (outcome === undefined) {
      return { value: null, rule: 'not run', reason: say`only ${index} of ${tests.length} tests were run` };
    }
    numbers = test.isPublic
      ? { ...numbers, open: numbers.open + 1 }
      : { ...numbers, hidden: numbers.hidden + 1 };
    const name = test.isPublic ? `public ${numbers.open}` : `private ${numbers.hidden}`;
    const judged = judge(test, outcome, isFunction);
    if (judged === null) {
      return { value: null, rule: 'no gold', reason: say`test ${name}: the expected output is not JSON` };
    }
    const { failure } = judged;
    checks.push({ name, right: failure === null, reason: failure?.reason ?? say`passed` });
    if (failure !== null) {
      const reason = say`test ${name} of ${tests.length} in all: ${failure.reason} (${guard})`;
      return { value: 0, rule: failure.rule, reason, parts: { right: index, of: tests.length }, checks };
    }
  }
  const of = tests.length;
  const reason = say`all ${of} tests passed (${guard})`;
  return { value: 1, rule: 'all tests', reason, parts: { right: of, of }, checks };
}

/** How a test ended, in words; null where what it should give is not of its form. */
function judge(test: ProgramTest, outcome: ProgramTestOutcome, isFunction: boolean): Judged | null {
  const failed = (rule: string, reason: string): Judged => ({ failure: { rule, reason } });
  switch (outcome.kind) {
    case 'time':
      return failed('time limit', say`the time limit was reached`);
    case 'memory':
      return failed('memory limit', say`the memory limit was reached`);
    case 'output':
      return failed('output limit', say`it printed too much`);
    case 'error': {
      const line = shown(outcome.error);
      const reason =
        line === '' ? say`it ended with an error` : say`it ended with an error: ${verbatim(line)}`;
      return failed('error', reason);
    }
    case 'ended':
      break;
  }
  if (isFunction) {
    const same = sameValue(outcome.output, test.output);
    if (same === null) return null;
    if (same) return { failure: null };
    const [found, wanted] = [shown(outcome.output), shown(test.output)];
    return failed('wrong answer', say`gave back ${verbatim(found)}, not ${verbatim(wanted)}`);
  }
  const difference = outputDifference(outcome.output, test.output);
  if (difference === null) return { failure: null };
  const { line, found, wanted } = difference;
  return failed(
    'wrong answer',
    line === 0
      ? say`printed ${found} lines, not ${wanted}`
      : say`line ${line} is ${verbatim(shown(found))}, not ${verbatim(shown(wanted))}`,
  );
}

/** The beginning of a text, on one line. */
function shown(text: string): string {
  const line = text.slice(0, 200).replaceAll(/\s+/g, ' ').trim();
  return line.length <= 60 ? line : `${line.slice(0, 59).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

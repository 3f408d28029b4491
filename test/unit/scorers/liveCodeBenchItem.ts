import type { JsonObject } from '../../../src/core/json.ts';
import { scoreTrace } from '../../../src/core/scorers/registry.ts';
import {
  isUndecided,
  type ProgramOutcome,
  type ProgramTestOutcome,
  type Score,
  type Unanswered,
} from '../../../src/core/scorers/score.ts';
import { decided } from '../../support/decided.ts';

const publicTests = [
  { input: '1 2\n', output: '3\n', testtype: 'stdin' },
  { input: '2 2\n', output: '4\n', testtype: 'stdin' },
];
export const privateTests = [{ input: '5 5\n', output: '10\n', testtype: 'stdin' }];
/** An item with two public tests and a private one. */
export const record: JsonObject = {
  question_content: 'Add.',
  question_id: 'abc_a',
  public_test_cases: JSON.stringify(publicTests),
  private_test_cases: JSON.stringify(privateTests),
  metadata: '{}',
};
export const code = 'a, b = map(int, input().split())\nprint(a + b)';
export const answer = `Add them.\n\n\`\`\`python\n${code}\n\`\`\`\nThat is all.`;

/** What the scorer asks to be run for a complete answer. */
export function asked(text: string, item: JsonObject = record) {
  const score = scoreTrace(
    { benchmark: 'LiveCodeBench', record: item },
    { status: 'complete', flags: [], answer: text },
    null,
  );
  if (!isUndecided(score) || score.waitsFor !== 'program') throw new Error('asks for no program');
  return score;
}

/** A test that ended with this output. */
export const ended = (output: string): ProgramTestOutcome => ({ kind: 'ended', output, error: '', ms: 3 });

/** The score of `answer` where its tests end like this. */
export function scored(outcome: ProgramOutcome['tests'] | Unanswered, item: JsonObject = record): Score {
  const answered = 'unanswered' in outcome ? outcome : { tests: outcome, guard: 'no network' };
  return decided(asked(answer, item).decide(answered));
}

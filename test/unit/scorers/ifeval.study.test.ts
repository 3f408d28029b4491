import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { instructions } from '../../../src/core/scorers/ifeval/instructions.ts';
import { ifEvalAnswer } from '../../../src/core/scorers/ifeval/ifeval.ts';
import type { Score } from '../../../src/core/scorers/score.ts';
import { noHelp, settle } from '../../../src/core/scorers/settle.ts';
import { languageAnswerer } from '../../../src/workspace/scoring/language.ts';
import { absent, sharedLines } from './sharedData.ts';

const files = {
  verdicts: 'reference-verdicts/UniReason-RL_ifeval.jsonl',
  responses: 'responses/UniReason-RL_ifeval.jsonl',
  items: 'items/ifeval_input_data.jsonl',
};
const verdict = v.object({
  line: v.number(),
  key: v.number(),
  instruction_id_list: v.array(v.string()),
  strict: v.array(v.boolean()),
  loose: v.array(v.boolean()),
});
const keyed = v.object({ key: v.number() });
const response = v.object({ output: v.string() });

/** Those that depend on an unseeded language detector, or on how sentences are split. */
const soft: ReadonlySet<string> = new Set([
  'length_constraints:number_sentences',
  'change_case:capital_word_frequency',
  'language:response_language',
  'change_case:english_capital',
  'change_case:english_lowercase',
]);

/** `line`, instruction, `strict` or `loose`: each is judged in bench/scorers/ifeval.md. */
const known = ['320 length_constraints:number_sentences strict', '342 change_case:english_lowercase strict'];

interface Tally {
  n: number;
  strict: number;
}

describe.skipIf(absent(...Object.values(files)))(
  'the reference’s verdicts on 540 answers to IFEval (skipped where ../shared/data is absent)',
  () => {
    const byId = new Map<string, Tally>();
    const differ: string[] = [];
    /** By measure: what it sums up to over the answers, ours and the reference's. */
    const sums = new Map<string, [ours: number, reference: number]>();
    const add = (measure: string, ours: number, reference: number): void => {
      const [before, there] = sums.get(measure) ?? [0, 0];
      sums.set(measure, [before + ours, there + reference]);
    };

    beforeAll(async () => {
      const items = new Map(sharedLines(files.items).map((record) => [v.parse(keyed, record).key, record]));
      const responses = sharedLines(files.responses).map((line) => v.parse(response, line).output);
      const help = { ...noHelp, language: languageAnswerer() };
      for (const line of sharedLines(files.verdicts)) {
        const reference = v.parse(verdict, line);
        const record = items.get(reference.key) ?? {};
        const answer = responses[reference.line - 1] ?? '';
        // Each instruction by itself, so that the loose verdict is one of its own too.
        const scores = await Promise.all(
          reference.instruction_id_list.map((id, index): Promise<Score> => {
            const kwargs = Array.isArray(record.kwargs) ? [record.kwargs[index] ?? {}] : [];
            const one = { ...record, instruction_id_list: [id], kwargs };
            return settle(ifEvalAnswer.score({ record: one, answer, choices: null }), help);
          }),
        );
        for (const [index, id] of reference.instruction_id_list.entries()) {
          const tally = byId.get(id) ?? { n: 0, strict: 0 };
          byId.set(id, tally);
          const ours = scores[index];
          const strict = ours?.value === (reference.strict[index] ? 1 : 0);
          const loose = ours?.measures?.inst_level_loose_acc === (reference.loose[index] ? 1 : 0);
          tally.n += 1;
          tally.strict += strict ? 1 : 0;
          if (!strict) differ.push(`${reference.line} ${id} strict`);
          if (!loose) differ.push(`${reference.line} ${id} loose`);
        }
        const whole = await settle(ifEvalAnswer.score({ record, answer, choices: null }), help);
        const { measures = {} } = whole;
        const of = whole.parts?.of ?? 0;
        const all = (list: readonly boolean[]): number => (list.every(Boolean) ? 1 : 0);
        const right = (list: readonly boolean[]): number => list.filter(Boolean).length;
        add('prompts, strict', measures.prompt_level_strict_acc ?? 0, all(reference.strict));
        add('prompts, loose', measures.prompt_level_loose_acc ?? 0, all(reference.loose));
        add('instructions, strict', whole.parts?.right ?? 0, right(reference.strict));
        add('instructions, loose', (measures.inst_level_loose_acc ?? 0) * of, right(reference.loose));
      }
      const share = (id: string): string => `${byId.get(id)?.strict ?? 0}/${byId.get(id)?.n ?? 0} ${id}`;
      console.info(
        ['IFEval, strict verdicts that agree:', ...[...byId.keys()].sort().map(share)].join('\n  '),
      );
    }, 120_000);

    it('agree for all instructions but those that depend on sentences or a detector', () => {
      expect([...byId.keys()].sort()).toEqual([...instructions.keys()].sort());
      const hard = [...byId].filter(([id]) => !soft.has(id));
      expect(hard).toHaveLength(20);
      for (const [id, { n, strict }] of hard) expect([id, strict]).toEqual([id, n]);
    });

    it('agree for 97 % of each of those five', () => {
      for (const id of soft) {
        const { n, strict } = byId.get(id) ?? { n: 0, strict: 0 };
        expect([id, strict / n >= 0.97]).toEqual([id, true]);
      }
    });

    it('sum up to the same measures: the two that differ balance each other', () => {
      const rounded = [...sums].map(([measure, [ours, there]]) => [measure, Math.round(ours), there]);
      expect(rounded).toEqual([
        ['prompts, strict', 276, 276],
        ['prompts, loose', 321, 321],
        ['instructions, strict', 535, 535],
        ['instructions, loose', 588, 588],
      ]);
    });

    it('differ, strict or loose, only where bench/scorers/ifeval.md says why', () => {
      expect(differ).toEqual(known);
    });
  },
);

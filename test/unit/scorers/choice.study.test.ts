import * as v from 'valibot';
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Item } from '../../../src/core/items/item.ts';
import { isJsonObject } from '../../../src/core/json.ts';
import { buildPrompt } from '../../../src/core/prompts/build.ts';
import { scoreTrace } from '../../../src/core/scorers/registry.ts';
import { absent, sharedLines, sharedPath } from './sharedData.ts';
import { decided } from '../../support/decided.ts';

const models = ['lm-eval/SmolLM2-135M-Instruct', 'lm-eval/gemma-3-270m'];
const row = v.object({
  doc: v.custom<Item['record']>((value) => typeof value === 'object' && value !== null),
  resps: v.tuple([v.tuple([v.string()])]),
  exact_match: v.number(),
});

describe.skipIf(absent(...models))(
  'lm-evaluation-harness’s verdicts on ACPBench (skipped where ../shared/data is absent)',
  () => {
    // What a skipped group holds is still read.
    const rows = models
      .filter((model) => !absent(model))
      .flatMap((model) =>
        readdirSync(sharedPath(model))
          .filter((name) => /^samples_acp_.*_mcq_/.test(name))
          .flatMap((name) => sharedLines(`${model}/${name}`).map((line) => v.parse(row, line))),
      );

    it('agree, but where the harness takes the D of "**Demonstration**" for an answer', () => {
      const differ = rows.filter(({ doc, resps, exact_match }) => {
        const trace = { status: 'complete', flags: [], answer: resps[0][0] } as const;
        return decided(scoreTrace({ benchmark: 'ACPBench', record: doc }, trace, null)).value !== exact_match;
      });
      console.info(`ACPBench: ${rows.length - differ.length} of ${rows.length} verdicts agree`);
      expect(rows).toHaveLength(120);
      expect(differ.map(({ resps }) => resps[0][0].includes('**Demonstration**'))).toEqual([
        true,
        true,
        true,
        true,
      ]);
    });

    it('every item gets a prompt whose choices are its own, listed once', () => {
      for (const { doc } of rows) {
        const item: Item = {
          benchmark: 'ACPBench',
          task: null,
          id: '1',
          domain: 'other',
          record: doc,
          question: '',
          gold: null,
          textHash: '',
          location: { file: '', line: null, bytes: null },
        };
        const built = buildPrompt(item, { api: 'chat' });
        if (!built.ok) throw new Error(built.message);
        const published = isJsonObject(doc.choices) ? doc.choices.text : null;
        expect(built.prompt.choices).toEqual(published);
        const sent = built.prompt.messages[0]?.content ?? '';
        expect(sent).toContain(doc.question);
        expect(sent).not.toMatch(/\nA\) /);
      }
    });
  },
);

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { lmEval } from '../../../../src/core/results/formats/lmEval.ts';
import { recount } from '../../../../src/core/results/recount.ts';
import { absent, sharedPath } from '../../scorers/sharedData.ts';
import { memorySource, readContext } from '../support/memorySource.ts';

const models = ['SmolLM2-135M-Instruct', 'gemma-3-270m'];

describe.skipIf(absent('lm-eval'))(
  'real logs of lm-evaluation-harness (skipped where ../shared/data is absent)',
  () => {
    it.each(models)('of %s: samples give what the results say, to the last digit', async (model) => {
      const folder = sharedPath(`lm-eval/${model}`);
      const context = readContext();
      const readings = await Promise.all(
        readdirSync(folder).map(async (name) => {
          const path = `${folder}/${name}`;
          return lmEval.read(memorySource(path, readFileSync(path), { chunkBytes: 50_000 }), context);
        }),
      );
      expect(readings.flatMap(({ problems }) => problems)).toEqual([]);
      const parts = readings.flatMap((reading) => reading.parts);
      const sets = readings.flatMap(({ samples }) => samples);
      expect(parts.map(({ task }) => task).sort()).toEqual([
        'acp_app_mcq',
        'acp_reach_mcq',
        'acp_val_mcq',
        'aime24',
        'hendrycks_math500',
      ]);
      for (const part of parts) {
        expect(part.model).toBe(model);
        expect(part.metrics.length).toBeGreaterThan(0);
        for (const metric of part.metrics) {
          const samples = sets
            .filter(({ run }) => run === part.run)
            .map((set) => ({
              file: '',
              set,
              column: set.metrics.find(({ name }) => name === metric.name) ?? null,
            }));
          const counted = recount(samples);
          expect(counted.n, `${part.task}`).toBe(part.n);
          expect(counted.value, `${part.task} ${metric.name}`).toBeCloseTo(metric.value, 9);
        }
      }
      const items = new Set(context.items.items.map(({ published }) => published?.benchmark));
      expect([...items].sort()).toEqual(['ACPBench', 'AIME24', 'MATH-500']);
    });

    it('give each of their samples whole, with the same verdict', async () => {
      const folder = sharedPath(`lm-eval/${models[0]}`);
      for (const name of readdirSync(folder).filter((file) => file.startsWith('samples_'))) {
        const source = memorySource(`${folder}/${name}`, readFileSync(`${folder}/${name}`));
        const context = readContext();
        const [set] = (await lmEval.read(source, context)).samples;
        for (let row = 0; row < (set?.rows ?? 0); row++) {
          const place = { task: set?.task ?? '', place: set?.place[row] ?? -1, repeat: 0 };
          const sample = await lmEval.sample(source, place);
          expect(sample?.id).toBe(context.items.items[set?.item[row] ?? -1]?.id);
          expect(sample?.scores[0]?.value).toBe(set?.metrics[0]?.values[row]);
          expect(sample?.prompt?.at(-1)?.role).toBe('user');
          expect(sample?.answer).not.toBe('');
        }
      }
    });
  },
);

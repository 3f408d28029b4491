import { expect, test } from 'vitest';
import { ResultsIndex } from '../../../../src/core/results/index/resultsIndex.ts';
import { noNames } from '../../../../src/core/results/resultsNames.ts';
import { readFolders } from '../../../../src/workspace/results/resultsFolder.ts';
import { folderWith } from '../index/folder.ts';
import { lmEvalFiles } from '../support/lmEvalFiles.ts';

test('adapters, model cards and tables say what models were tuned from; the settings count more', async () => {
  const folder = folderWith({
    'ckpts/lora-math/adapter_config.json': JSON.stringify({ base_model_name_or_path: 'org/Base-1B' }),
    'ckpts/tuned/README.md': '---\nbase_model: org/Base-1B\ntags:\n- grpo\n---\n# Tuned\n',
    'README.md': '# Notes\nbase_model: nobody\n',
    'scores.csv': 'model,base,method,MATH-500,CoQA\nOther,Base-1B,SFT,50,60\nBase-1B,,,40,70\n',
  });
  const { data } = await readFolders([folder]);
  const shown = (index: ResultsIndex): unknown =>
    index.inferred.map(({ model, base, method }) => [model, base, method]);
  const index = new ResultsIndex(data, noNames);
  expect(shown(index)).toEqual([
    ['lora-math', 'Base-1B', undefined],
    ['tuned', 'Base-1B', 'rl'],
    ['Other', 'Base-1B', 'sft'],
  ]);
  expect(index.inferred[0]?.from).toContain('adapter_config.json');
  expect(index.files).toBe(1);
  const said = { ...noNames, models: [{ model: 'tuned', base: 'Another' }] };
  expect(shown(new ResultsIndex(data, said))).not.toContainEqual(['tuned', 'Base-1B', 'rl']);
});

test('results of an adapter say what it was loaded on', async () => {
  const [name = '', text = ''] = Object.entries(lmEvalFiles({ model: 'x', scores: [1] }))[0] ?? [];
  const json = JSON.parse(text) as { config: Record<string, unknown> };
  json.config.model_args = 'pretrained=org/Base-1B,peft=out/math-adapter';
  const folder = folderWith({ [name]: JSON.stringify(json) });
  const index = new ResultsIndex((await readFolders([folder])).data, noNames);
  expect(index.inferred.map(({ model, base }) => [model, base])).toEqual([['math-adapter', 'Base-1B']]);
});

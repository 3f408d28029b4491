import { afterEach, beforeEach, expect, test } from 'vitest';

import { transferInput } from '../../../src/core/transfer/inputOf.ts';
import { noNames } from '../../../src/core/results/resultsNames.ts';
import { inLanguage } from '../../../src/host/inLanguage.ts';
import { speak } from '../../support/german.ts';
import { mathRun } from '../transfer/harnessFiles.ts';
import { indexWith, withoutFolder } from '../transfer/inputShown.ts';
import { ourRun } from '../transfer/ourFiles.ts';

beforeEach(() => {
  speak('de');
});
afterEach(() => {
  speak('en');
});

async function words(
  files: Readonly<Record<string, string>>,
  models: readonly { readonly model: string; readonly base: string }[] = [],
): Promise<string[]> {
  const index = await indexWith(files, models);
  const { problems, comparisons } = transferInput(index, {
    names: { ...noNames, models },
    set: new Map(),
    verdicts: 'stored',
  });
  return [
    ...problems.map(({ message }) => message),
    ...comparisons.flatMap(({ benchmarks, excluded }) => [
      ...benchmarks.flatMap(({ differences }) => differences),
      ...excluded.map(({ reason }) => reason),
    ]),
  ].map((message) => inLanguage(withoutFolder(message)));
}

test('what is wrong with bases', async () => {
  const table = `model,base,MATH-500
Oak,,40
Elm,,41
Tuned,Oak,42
Tuned,Elm,42
Lost,Ash,43
Self,Self,44
Alone,,45
`;
  expect(await words({ 'scores.csv': table })).toEqual([
    'Niemand sagt, woraus „Alone“ getunt wurde, und es ist von keinem Modell die Basis; deshalb wird es ausgelassen.',
    'Niemand sagt, woraus „Elm“ getunt wurde, und es ist von keinem Modell die Basis; deshalb wird es ausgelassen.',
    'Basis fehlt: „Lost“ wurde aus „Ash“ getunt, von dem es keine Ergebnisse gibt, und wird deshalb ausgelassen.',
    '„Self“ wird als seine eigene Basis genannt (Quelle: Ergebnisse „scores.csv“): Das zählt nicht.',
    '„Tuned“ hat zwei Basismodelle: „Oak“ zählt (Quelle: Ergebnisse „scores.csv“), „Elm“ nicht (Quelle: Ergebnisse „scores.csv“).',
  ]);
});

test('how two models were asked and scored', async () => {
  const models = [{ model: 'tuned', base: 'oak' }];
  const asked = { temperature: 0, max_gen_toks: 512 };
  expect(
    await words(
      {
        ...mathRun('oak', [1], { generation: asked, system: 'Think.' }),
        ...mathRun('tuned', [1], { generation: { temperature: 0.6, max_gen_toks: 64 } }),
      },
      models,
    ),
  ).toEqual([
    'Basis greedy, getunt T 0.6',
    'Basis höchstens 512 Tokens, getunt höchstens 64',
    'eine Systemnachricht nur für Basis',
  ]);
  expect(await words({ ...mathRun('oak', [1]), ...ourRun('tuned', [[1]]) }, models)).toEqual([
    'Basis wurde von lm-eval bewertet und getunt von reasoning-transfer: Zum Vergleichen neu bewerten.',
  ]);
});

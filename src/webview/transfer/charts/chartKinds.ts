import * as l10n from '@vscode/l10n';
import type { ChartInput, ChartName } from './chartNames.ts';
import type { BuildFigure } from './figure.ts';
import { gainsFigure } from './gains.ts';
import { indexSizeFigure } from './indexSize.ts';
import { scatterFigure } from './scatter.ts';
import { slopesFigure } from './slopes.ts';
import { stepsFigure } from './steps.ts';

export const figures: Readonly<Record<ChartName, BuildFigure>> = {
  gains: gainsFigure,
  'index-size': indexSizeFigure,
  scatter: scatterFigure,
  slopes: slopesFigure,
  steps: stepsFigure,
};

/** What a chart shows, as its picture's title. */
export function chartTitle(name: ChartName, { transfer }: ChartInput): string {
  const level = String(transfer.level);
  switch (name) {
    case 'gains':
      return l10n.t('Gain over the base on each benchmark, in points, with {0} % intervals', level);
    case 'index-size':
      return l10n.t('Transferability index against the size of the base, with {0} % intervals', level);
    case 'scatter':
      return l10n.t('Gain on math against gain elsewhere, in points, with {0} % intervals', level);
    case 'slopes':
      return l10n.t('Mean score of each domain, from base to tuned, with {0} % intervals of the gain', level);
    case 'steps':
      return l10n.t('Gain over the base by training step, in points, with {0} % intervals', level);
  }
}

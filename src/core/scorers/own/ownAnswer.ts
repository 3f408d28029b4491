import * as v from 'valibot';
import { say } from '../../say.ts';
import type { RuleScorer, Score } from '../score.ts';
import type { AnswerPart, ScoringOptions, ScoredKind } from './options.ts';
import { scoringOptions } from './options.ts';
import { partOf, type FoundPart } from './part.ts';

/** What a generic scorer is given: the part of the response that is its answer, and the gold answers. */
export interface Compared {
  readonly part: FoundPart;
  readonly golds: readonly string[];
}

/** What it finds; `range` in the part's text, absent for all of it. */
export interface Comparison {
  readonly value: number;
  readonly extracted?: string | null;
  readonly range?: readonly [number, number];
  /** Why, in words. */
  readonly reason: string;
  readonly rule?: string;
  readonly measures?: Score['measures'];
}

const goldTexts = v.pipe(v.array(v.string()), v.nonEmpty());

export const noGold = (): Score => ({
  value: null,
  extracted: null,
  range: null,
  rule: 'no gold',
  reason: say`the item has no gold answer`,
});

export const badOptions = (): Score => ({
  value: null,
  extracted: null,
  range: null,
  rule: 'no gold',
  reason: say`the options of \`scoring\` cannot be read`,
});

export const noAnswer = (from: AnswerPart): Score => ({
  value: 0,
  extracted: null,
  range: null,
  rule: 'none',
  reason: from === 'boxed' ? say`no answer found: no \`\\boxed{}\`` : say`no answer found: nothing is there`,
});

/**
 * A scorer of one generic kind. Its records are `OwnItem.scored`: `answer` is the list of gold answers, any of which is
 * right, and `scoring` the options of the benchmark.
 *
 * @param usual the part of the response that is taken where the options name none
 */
export function ownScorer<Kind extends Exclude<ScoredKind, 'judge' | 'json'>>(
  kind: Kind,
  usual: AnswerPart,
  compare: (compared: Compared, options: ScoringOptions<Kind>) => Comparison,
): RuleScorer {
  return {
    name: kind,
    version: 1,
    score: ({ record, answer }) => {
      const golds = v.safeParse(goldTexts, record.answer);
      if (!golds.success) return noGold();
      const options = v.safeParse(scoringOptions[kind], record.scoring ?? {});
      if (!options.success) return badOptions();
      const from = options.output.from ?? usual;
      const part = partOf(answer, from);
      if (part === null) return noAnswer(from);
      return scoreOf(part, kind, compare({ part, golds: golds.output }, options.output));
    },
  };
}

/** The score of a comparison, with its range in the whole answer. */
export function scoreOf(part: FoundPart, kind: string, found: Comparison): Score {
  const range = found.range ?? [0, part.text.length];
  const extracted = found.extracted === undefined ? part.text.slice(...range) : found.extracted;
  const offset = part.range?.[0] ?? null;
  return {
    value: found.value,
    extracted,
    range: extracted === null || offset === null ? null : [offset + range[0], offset + range[1]],
    rule: found.rule ?? `${part.rule} · ${kind}`,
    reason: found.reason,
    ...(found.measures === undefined ? {} : { measures: found.measures }),
  };
}

/** A text as a reason quotes it: on one line, and short. */
export function quoted(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 59).replace(/[\uD800-\uDBFF]$/, '')}…` : line;
}

/** Gold answers as a reason quotes them: the first three. */
export function quotedGolds(golds: readonly string[]): string {
  const shown = golds.slice(0, 3).map((gold) => `\`${quoted(gold)}\``);
  return [...shown, ...(golds.length > 3 ? ['…'] : [])].join(', ');
}

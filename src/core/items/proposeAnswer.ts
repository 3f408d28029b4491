import { nameSays, saysRight } from './fieldNames.ts';
import { best, share, type FieldShape } from './fieldShapes.ts';
import { choiceGold } from './ownGold.ts';
import type { AnswerKind } from './ownItem.ts';
import type { BenchmarkProposal, ProposedField } from './proposeBenchmark.ts';
import type { ProposedChoices } from './proposeChoices.ts';
import { say } from '../say.ts';

export interface ProposedAnswer {
  readonly field: ProposedField | null;
  readonly answerKind: BenchmarkProposal['answerKind'];
  readonly index: BenchmarkProposal['answerIndex'];
}

/**
 * The field of the right answer, and how it is scored.
 *
 * @param fields those that are neither the question nor options
 * @param all also those, of which one can be the right option
 */
export function proposeAnswer(
  fields: readonly FieldShape[],
  choices: ProposedChoices | null,
  all: readonly FieldShape[],
): ProposedAnswer {
  if (choices !== null) {
    const chosen = choices.wrong ? rightBeside(fields) : amongChoices(fields, choices, all);
    if (chosen !== null) return chosen;
  }
  const found = withoutChoices(fields);
  if (choices === null || found.field === null) return found;
  // The options are there for something; whether this field says the right one is not known.
  const reason = say`${found.field.reason}, but names none of the options`;
  return { ...found, field: { ...found.field, reason, confidence: Math.min(0.3, found.field.confidence) } };
}

function rightBeside(fields: readonly FieldShape[]): ProposedAnswer | null {
  const texts = fields.filter(({ texts: found }) => found !== null);
  const right = best(texts, ({ path }) => nameSays('answer', path) + (saysRight(path) ? 1 : 0));
  if (right === null) return null;
  const field = { path: right.path, reason: say`is called as the right answer is`, confidence: 0.9 };
  return { field, answerKind: choiceKind, index: null };
}

const choiceKind = { kind: 'choice' as const, reason: say`there are options to choose from` };

/** A field that names one of the options in every record; of several, the one called as answers are. */
function amongChoices(
  fields: readonly FieldShape[],
  choices: ProposedChoices,
  all: readonly FieldShape[],
): ProposedAnswer | null {
  const inside = all.filter(({ path }) => choices.paths.some((each) => path.startsWith(`${each}.`)));
  // Marks stand beside the options: `targets.labels` beside `targets.choices`.
  const found = [...fields, ...inside].flatMap((shape) => {
    const index = indexOf(shape, choices);
    return index === undefined ? [] : [{ shape, index }];
  });
  const chosen = best(found, ({ shape, index }) => {
    const marks = shape.texts === null ? 0.3 : 0;
    return 0.05 + nameSays('answer', shape.path) + marks + (index === null ? 0.1 : 0);
  });
  if (chosen === null) return null;
  const { shape, index } = chosen;
  const named = nameSays('answer', shape.path);
  const reason =
    named > 0
      ? say`is called as answers are, and names one of the options`
      : say`names one of the options in every record`;
  const sure = named > 0 ? named : shape.texts === null ? 0.8 : index === null ? 0.6 : 0.3;
  const confidence = index?.sure === false ? Math.min(sure, 0.5) : sure;
  return {
    field: { path: shape.path, reason, confidence: Math.min(0.95, confidence) },
    answerKind: choiceKind,
    index: index === null ? null : { index: index.from, reason: index.reason },
  };
}

interface FoundIndex {
  readonly from: 0 | 1;
  readonly reason: string;
  readonly sure: boolean;
}

/** So many of the records must have an answer that names an option: some may be mistakes, or hidden. */
const mostNamed = 0.75;

/** Undefined where the field names no option in too many records; null where it does so without a number. */
function indexOf({ values }: FieldShape, { options }: ProposedChoices): FoundIndex | null | undefined {
  const fits = (index: 0 | 1 | null): number => {
    const right = values.filter((value, record) => {
      const of = options[record];
      return of !== undefined && choiceGold(value, of, { index, pattern: null }) !== null;
    });
    return right.length / values.length;
  };
  const [bare, zero, one] = [fits(null), fits(0), fits(1)];
  if (Math.max(bare, zero, one) < mostNamed) return undefined;
  if (bare >= Math.max(zero, one)) return null;
  if (zero === one) {
    const reason = say`counting from 0 is assumed: the numbers would fit from 1 as well`;
    return { from: 0, reason, sure: false };
  }
  return zero > one
    ? { from: 0, reason: say`there is a 0 among its numbers`, sure: true }
    : { from: 1, reason: say`its numbers go up to the number of options`, sure: true };
}

function withoutChoices(fields: readonly FieldShape[]): ProposedAnswer {
  const scalar = fields.filter(({ texts }) => texts !== null);
  const named = best(scalar, ({ path }) => nameSays('answer', path) + (saysRight(path) ? 0.2 : 0));
  const chosen = named ?? shortest(scalar);
  if (chosen === null) {
    const answerKind = { kind: 'none' as const, reason: say`no field looks like a right answer` };
    return { field: null, answerKind, index: null };
  }
  const field =
    named === null
      ? { path: chosen.path, reason: say`is a short text beside the question`, confidence: 0.35 }
      : {
          path: chosen.path,
          reason: say`is called as answers are`,
          confidence: Math.min(0.95, nameSays('answer', chosen.path) || 0.6),
        };
  return { field, answerKind: kindOf(chosen), index: null };
}

function kindOf({ texts, values }: FieldShape): { readonly kind: AnswerKind; readonly reason: string } {
  const all = (is: (text: string) => boolean): boolean => share(texts, is) === 1;
  if (values.every((value) => typeof value === 'boolean')) {
    return { kind: 'yes-no', reason: say`its answers are true and false` };
  }
  if (all((text) => /^(?:yes|no)$/i.test(text)))
    return { kind: 'yes-no', reason: say`its answers are yes and no` };
  if (all((text) => text.includes('####'))) {
    return { kind: 'math', reason: say`what follows "####" is the answer` };
  }
  if (all((text) => /\\f?boxed\b/.test(text)))
    return { kind: 'math', reason: say`the last \\boxed{} is the answer` };
  if (all(isMath)) return { kind: 'math', reason: say`its answers are numbers or formulas` };
  return { kind: 'none', reason: say`its answers are texts, and how to compare them is not known` };
}

/** A number, or a short formula without words. */
function isMath(text: string): boolean {
  const bare = text.replace(/^\$+|\$+$/g, '').trim();
  if (/^[-+]?\d[\d,.]*(?:\/\d+)?\s*%?$/.test(bare)) return true;
  const words = bare.replace(/\\[A-Za-z]+/g, ' ').match(/\p{L}{2,}/gu) ?? [];
  return bare.length <= 200 && words.length === 0 && /[\d\\^_=]/.test(bare);
}

/** The field with the shortest texts that vary, and are no names or marks of ids. */
function shortest(fields: readonly FieldShape[]): FieldShape | null {
  const varied = fields.filter(
    ({ texts, path }) =>
      nameSays('id', path) === 0 && nameSays('context', path) === 0 && new Set(texts).size > 1,
  );
  return best(varied, ({ length }) => 1 / (1 + length));
}

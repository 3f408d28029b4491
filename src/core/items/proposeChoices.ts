import { families, nameSays, saysWrong } from './fieldNames.ts';
import { best, type FieldShape } from './fieldShapes.ts';
import type { PublishedChoices } from './ownChoices.ts';
import type { ProposedField } from './proposeBenchmark.ts';
import { say } from '../say.ts';

/** Options that were found. */
export interface ProposedChoices {
  readonly field: ProposedField;
  readonly paths: readonly string[];
  /** In each record. */
  readonly options: readonly PublishedChoices[];
  /** Whether these are the wrong ones alone, by their name. */
  readonly wrong: boolean;
}

/** The field of all options, or the fields of one each. */
export function proposeChoices(shapes: readonly FieldShape[]): ProposedChoices | null {
  const lists = shapes.filter(isOptions);
  const named = best(lists, ({ path }) => nameSays('choices', path));
  if (named !== null) return ofList(named, say`is called as options are, and holds several`, 0.95);
  const family = oneEach(shapes);
  if (family !== null) return family;
  const wrong = lists.find(({ path }) => saysWrong(path));
  if (wrong !== undefined)
    return ofList(wrong, say`holds several texts, and is called as wrong answers are`, 0.7);
  const [only] = lists;
  return only === undefined ? null : ofList(only, say`holds several texts in each record`, 0.5);
}

/** Options are texts, not lists of marks, token numbers or words that all records share by chance. */
function isOptions({ choices, path }: FieldShape): boolean {
  if (choices === null) return false;
  const labelled = choices.every(
    ({ labels }) => labels?.every((label) => /^(?:[A-Za-z]|\d{1,2})$/.test(label)) ?? true,
  );
  const marks = choices.every(({ texts }) => texts.every((text) => /^[01]$/.test(text)));
  const many = choices.some(({ texts }) => texts.some((text) => text.length > 2000));
  return (
    labelled && !marks && !many && !/tags?$|embedding|tokens?$|messages|(?<!in)correct_answers/i.test(path)
  );
}

function ofList({ path, choices }: FieldShape, reason: string, confidence: number): ProposedChoices {
  const field = { path, reason, confidence };
  return { field, paths: [path], options: choices ?? [], wrong: saysWrong(path) };
}

function oneEach(shapes: readonly FieldShape[]): ProposedChoices | null {
  const texts = shapes.filter(({ texts: found }) => found !== null);
  const byPath = new Map(texts.map((shape) => [shape.path, shape.texts ?? []]));
  const family = best(families([...byPath.keys()]), (paths) => paths.length);
  if (family === null) return null;
  const records = byPath.get(family[0] ?? '')?.length ?? 0;
  const options = Array.from({ length: records }, (_, record) => ({
    texts: family.map((path) => byPath.get(path)?.[record] ?? ''),
    labels: null,
  }));
  const wrong = family.every(saysWrong);
  const named = wrong || /option|choice|answer|ending|^op[a-e]$|^[A-E]$/i.test(family[0] ?? '');
  const reason = say`are fields of one kind, each with one option`;
  return {
    field: { path: family, reason, confidence: named ? 0.85 : 0.4 },
    paths: family,
    options,
    wrong,
  };
}

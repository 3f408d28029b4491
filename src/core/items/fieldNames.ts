/**
 * What the fields of published data sets are called, by the part of an item they hold, the commonest first:
 * those of the Hugging Face hub's question sets, and their like in other languages. Compared without case, spaces,
 * `_` and `-`.
 */
const names = {
  question: [
    'question',
    'problem',
    'query',
    'prompt',
    'questionstem',
    'stem',
    'questiontext',
    'qtext',
    'ctx',
    'instruction',
    'goal',
    'input',
    'sentence',
    'frage',
    'aufgabe',
    'pregunta',
    'domanda',
    '问题',
    '題目',
    '题目',
    '質問',
  ],
  answer: [
    'answer',
    'answerkey',
    'correctanswer',
    'goldanswer',
    'finalanswer',
    'expectedanswer',
    'bestanswer',
    'correctoption',
    'answeridx',
    'answerindex',
    'label',
    'gold',
    'target',
    'correct',
    'cop',
    'completion',
    'response',
    'output',
    'solution',
    'antwort',
    'lösung',
    'ergebnis',
    'respuesta',
    '答案',
    '正解',
  ],
  choices: [
    'choices',
    'options',
    'endings',
    'answerchoices',
    'candidates',
    'alternatives',
    'mc1targets.choices',
    'antworten',
    'auswahl',
    'opciones',
    '选项',
    '選択肢',
  ],
  id: [
    'id',
    'uniqueid',
    'questionid',
    'qid',
    'uid',
    'exampleid',
    'itemid',
    'recordid',
    'key',
    'idx',
    'ind',
    'index',
    'nummer',
    '编号',
    '番号',
  ],
  context: [
    'context',
    'passage',
    'story',
    'article',
    'paragraph',
    'background',
    'document',
    'kontext',
    'textstelle',
    'contexto',
    '文章',
    '材料',
  ],
} as const satisfies Record<string, readonly string[]>;

export type NamedPart = keyof typeof names;

/** How surely a field's name says that it holds this part: 0 for not at all, to 1. */
export function nameSays(part: NamedPart, path: string): number {
  const known = said[part].get(path);
  if (known !== undefined) return known;
  const sure = surelySays(part, path);
  // Items of a data set have the same fields; a file whose names never repeat is not remembered.
  if (said[part].size < 1000) said[part].set(path, sure);
  return sure;
}

const said: Readonly<Record<NamedPart, Map<string, number>>> = {
  question: new Map(),
  answer: new Map(),
  choices: new Map(),
  id: new Map(),
  context: new Map(),
};

function surelySays(part: NamedPart, path: string): number {
  const plain = plainName(path);
  const last = plainName(lastStep(path));
  const place = names[part].findIndex((name) => name === plain || name === last);
  if (place >= 0) return 1 - place / 100;
  // `human_answer`, `question_en`: less surely, and not for short words, which stand in others.
  const words = lastStep(path)
    .toLowerCase()
    .split(/[\s_-]+/);
  return words.length > 1 && words.some((word) => names[part].slice(0, 4).some((name) => name === word))
    ? 0.5
    : 0;
}

/** Whether the name says that what is in the field is wrong: distractors. */
export function saysWrong(path: string): boolean {
  return /distractor|incorrect|wrong|false/i.test(path);
}

/** Whether the name says that it is right. */
export function saysRight(path: string): boolean {
  return /(?<!in)correct|best|gold|right/i.test(path);
}

/**
 * The fields of which each holds one option: two or more whose names differ by a number or a letter at the end
 * (`distractor1`, `option_b`, `A`).
 */
export function families(paths: readonly string[]): string[][] {
  const byBase = new Map<string, string[]>();
  for (const path of paths) {
    const base = /^(.*?)[\s_-]?(?:\d|(?<![a-z])[a-eA-E]|(?<=^op)[a-e])$/.exec(path)?.[1];
    if (base === undefined) continue;
    byBase.set(base, [...(byBase.get(base) ?? []), path]);
  }
  return [...byBase.values()].filter((family) => family.length >= 2);
}

function lastStep(path: string): string {
  return path.split('.').at(-1) ?? path;
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, '');
}

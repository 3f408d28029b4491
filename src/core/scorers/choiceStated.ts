import { isDeniedAfter } from './choiceDenied.ts';
import { isNoWord, letterAt, reading, safeNumbers } from './choiceReading.ts';
import type { ChoiceSpace, Reading } from './choiceReading.ts';

/** What a statement names; `range` half-open UTF-16 offsets of what names it. */
export interface Stated {
  readonly reading: Reading;
  readonly range: readonly [number, number];
}

/** No option is longer, in UTF-16 units. */
const longest = 2000;
/** The last so many places that state an answer are looked at. */
const statements = 200;

const adverbs = String.raw`(?:(?:[a-z]+ly|most|quite|therefore|thus|then|hence|indeed|just|still|now|of course|in fact|probably)[\s,]+)*`;
const named = String.raw`(?:(?:the\s+)?(?:option|choice|letter|answer|number)(?:\s+(?:is|labell?ed|marked|with(?:\s+the)?\s+letter|letter))?\b[\s:*_]{0,12})?`;
/** Between a statement and what it names. */
const lead = String.raw`[\s*_]{0,12}${adverbs}(?:going\s+to\s+be\s+|to\s+be\s+)?:?[\s*_]{0,12}${named}`;

/** `answer: X`, `final choice = X`: label and sign side by side. */
const label = String.raw`(?:answers?(?:\s+(?:option|choice|letter|key))?|(?:(?:correct|right|final|best|my|chosen|selected)\s+|(?:^|\n)[\s>#*_-]{0,12})(?:option|choice|solution|pick|selection|letter))[)\s*_]{0,12}[:=]`;
/** HeadQA is Spanish at its source: `Respuesta: X`, `la opción correcta es la X`. */
const spanish = String.raw`\b(?:respuesta|opci[oó]n)(?:\s+(?:correcta|final))?(?:[)\s*_]{0,12}[:=]|\s+es\b(?:\s+la)?(?:\s+(?:opci[oó]n|respuesta|n[uú]mero))?)`;
/** `… is X`; whether it is said of the answer is seen from what stands before. */
const verb = String.raw`\b(?:is|was|(?:should|must|would|will|has\s+to|have\s+to|seems\s+to|appears\s+to|turns\s+out\s+to|can\s+only)\s+be|remains)\b`;
const chooses = String.raw`\b(?:(?:I|we)(?:['’](?:ll|d|m|ve)|\s+(?:will|would|am|shall|have|must|should|can|do))?\s+(?:[a-z]+ly\s+|therefore\s+|thus\s+)?(?:choose|chose|chosen|pick|picked|select|selected|go(?:ing)?\s+(?:with|for)|went\s+with|opt(?:ed)?\s+for|settle\s+(?:on|for)|settled\s+on|vote\s+for|say|answer|conclude)|(?<=(?:^|[.!?:;,\n])[\s*_]{0,6}(?:so\s+|then\s+|thus\s+|therefore,?\s+)?)(?:choose|pick|select|go\s+with)(?!\s+between)|let['’]s\s+(?:choose|pick|select|go\s+with)|(?:my|final)\s+(?:vote|bet|guess)\s+(?:goes\s+to|is))\b(?:\s+that\s+(?:it\s+is|it['’]s))?`;
const statement = new RegExp(
  `(?:(?<label>${label}|${spanish})|(?<verb>${verb})|(?<chooses>${chooses}))${lead}`,
  'gi',
);

/** Before a verb: it says what the answer is. No letter and no end of a sentence stands between. */
const ofAnswer =
  /\b(?:(?<answer>answers?(?:\s+(?:option|choice|letter))?)|(?<of>(?:correct|right|best|final|my|our|chosen|selected|appropriate|proper|remaining|suitable|valid|true)\s+)(?:option|choice|solution|pick|selection|one|statement|letter|response)s?)\b(?<clause>[^.!?;:\n]{0,60})$/i;
/** In or before such a clause: it says something else. */
const otherwise =
  /\b(?:not|never|whether|if|unless|depends?|wrong|incorrect|false|other|another|neither|nor|which|what)\b|n['’]t\b/i;
/** Letters of options, which no clause between the answer and its verb holds. */
const optionLetter =
  /(?<![\p{L}\p{N}'’])(?:[B-HJ-Z](?![\p{L}\p{N}'’])|A(?=\s*[),.;:*]|\s*$|\s+(?:is|and|or)\b))/u;

/** Before a statement: it is none. */
const supposed =
  /\b(?:if|suppose|supposing|assume|assuming|whether|unless|why|not\s+(?:true|clear|obvious|the\s+case)\s+that|(?:might|may|could|would)\s+(?:think|say|believe|guess|argue)|tempt(?:ing|ed)\s+to\s+(?:think|say|believe|guess|argue))\s+(?:that\s+)?(?:(?:the|your|my|an?)\s+)?(?:(?:correct|right|final|best)\s+)?$/i;
const wrongKind = /\b(?:wrong|incorrect|false|other|another|worst|previous|first|initial)\s+$/i;

const before = (answer: string, at: number, length: number): string =>
  answer.slice(Math.max(0, at - length), at);

/**
 * The option that the last explicit statement names: "answer: X", "the correct option, therefore, is X", "it should
 * be" after "the answer", "I choose X". Null where no statement names one.
 */
export function findStated(answer: string, space: ChoiceSpace): Stated | null {
  for (const match of [...answer.matchAll(statement)].slice(-statements).reverse()) {
    if (!isStatement(answer, match)) continue;
    const start = match.index + match[0].length;
    const line = /^[^\n]*/.exec(answer.slice(start, start + longest))?.[0] ?? '';
    const found = statedHere(line, space);
    if (found === null) continue;
    const [from, to] = found.range;
    // `would be X if …` is not what it is.
    if (/^would/i.test(match[0]) && /^[)\]}*\s,]*(?:only\s+)?(?:if|unless)\b/i.test(line.slice(to))) continue;
    return { reading: found.reading, range: [start + from, start + to] };
  }
  return null;
}

function isStatement(answer: string, match: RegExpExecArray): boolean {
  const text = before(answer, match.index, 60);
  if (supposed.test(text)) return false;
  if (match.groups?.verb === undefined) return !wrongKind.test(text);
  const said = ofAnswer.exec(before(answer, match.index, 130));
  if (said === null) return false;
  const noun = match.index - said[0].length;
  const ahead = before(answer, noun, 60);
  const clause = said.groups?.clause ?? '';
  if (supposed.test(ahead) || wrongKind.test(ahead) || /\b(?:not|no)\s+(?:an?\s+|the\s+)?$/i.test(ahead))
    return false;
  return !otherwise.test(clause) && !optionLetter.test(clause);
}

/** After a letter: another that is as good. */
const orAnother =
  /^[)\]}\s*]*,?\s*(?:or|and)\s+(?:(?:maybe|perhaps|possibly|also|even|option|choice)\s+)*[([]?([A-Z])(?![A-Za-z'’])/;
/** `not A but C`, `neither A nor B but C`: what it is comes after. */
const notButThis =
  /^[\s*_]*(?:not|neither)\s+[([*]*[A-Z][)\]*]*(?:\s*(?:,|or|nor)\s*[([*]*[A-Z][)\]*]*)*\s*,?\s*but\s+(?:rather\s+|instead\s+)?(?:option\s+|choice\s+)?/i;

function statedHere(given: string, space: ChoiceSpace): Stated | null {
  const skipped = notButThis.exec(given)?.[0].length ?? 0;
  const line = given.slice(skipped);
  const found = namedHere(line, space);
  return found === null ? null : { reading: found.reading, range: [skipped, skipped + found.length] };
}

function namedHere(line: string, space: ChoiceSpace): { reading: Reading; length: number } | null {
  // `B? No, C`
  if (/^[^\n?]{0,60}\?[\s*]*(?:no|wait|not)\b/i.test(line)) return null;
  const sentence = /^.*?(?=[.!?](?:\s|\**$)|$)/s.exec(line)?.[0] ?? line;
  const withNumbers = { ...space, numbers: space.numbers || safeNumbers(space) };
  for (const part of [line, sentence]) {
    const whole = reading(part, withNumbers);
    if (whole !== null) return { reading: whole, length: part.replace(/[\s*.]+$/, '').length };
  }
  const number =
    /^[\s*]*(\d{1,2})(?=\**(?:,?\s+(?:because|since|as|is|and\s+not|not|rather)\b|[,;]\s+(?!or\b|and\b)\p{L}))/u.exec(
      line,
    );
  const place = Number(number?.[1]);
  if (space.numbers && number !== null && place >= 1 && place <= space.options.length) {
    return { reading: { named: [place - 1], byPosition: true }, length: number[0].length };
  }
  // A letter, then more words. "A car" is an article and its noun; "A because" is not.
  const plain = /^(?:[\s$*_`"'“‘({[]|\\(?:text|textbf|mathrm|mathbf)(?![A-Za-z]))*([A-Z])(?![A-Za-z'’])/.exec(
    line,
  );
  const letter = plain?.[1];
  if (plain === null || letter === undefined || letterAt(letter) >= space.options.length) return null;
  const after = line.slice(plain[0].length);
  if (!isNoWord(letter, after)) return null;
  if (isDeniedAfter(line, plain[0].length)) return null;
  const another = letterAt(orAnother.exec(after)?.[1] ?? letter);
  const other = plain[0].length + (orAnother.exec(after)?.[0].length ?? 0);
  if (another !== letterAt(letter) && another < space.options.length && !isDeniedAfter(line, other)) {
    return { reading: { named: [letterAt(letter), another], byPosition: true }, length: other };
  }
  const more = reading(line.slice(plain[0].length - 1), { ...space, numbers: false });
  return { reading: more ?? { named: [letterAt(letter)], byPosition: true }, length: plain[0].length };
}

const mark = String.raw`[*_]{0,3}[([]?[*_]{0,3}(?<letter>[A-Z])(?![\p{L}\p{N}'’])[*_]{0,3}[)\]]?[*_]{0,3}`;
const ends = String.raw`(?=\s*$|\s*[\n.,;:!)—–]|\s+(?:it\s+is|then|because|since|as|for|is|remains|wins|only)\b)`;
const option = String.raw`(?:option\s+|choice\s+|answer\s+|letter\s+)?`;
/** `B is correct`, `(C) must be the answer`. */
const calledRight = String.raw`(?<![\p{L}\p{N}'’_.-])${mark}\s+(?:is|must\s+be|should\s+be|would\s+be|has\s+to\s+be|seems)\s+(?:(?:[a-z]+ly|therefore|thus|then|indeed)\s+)*(?:(?:the|my|our)\s+)?(?:(?:only|best|most|final|one|single)\s+)*(?:correct|right|answer|(?:best|right|correct)\s+(?:answer|option|choice|one)|choice|best(?=\s*(?:$|[.,;!\n])))\b`;
/** `So, C it is.`, `Therefore it must be (B)`, `It is B`, `that leaves only C`. */
const concludes = String.raw`(?:\b(?:so|therefore|thus|hence|consequently|accordingly|ergo|in\s+conclusion|overall|finally|in\s+short)\b[\s,:]+(?:(?:we|I)\s+(?:get|have|find|need|want|are\s+left\s+with)\s+|only\s+)?|\b(?:it|this|that)(?:['’]s|\s+(?:is|must\s+be|has\s+to\s+be|should\s+be|can\s+only\s+be|leaves|makes\s+it|points\s+to))\s+${adverbs}(?:with\s+)?(?:only\s+)?|\b(?:leaving|leaves|left\s+with)\s+(?:us\s+with\s+)?(?:only\s+)?|\bonly\s+)${option}${mark}${ends}`;
const conclusion = new RegExp(`${calledRight}|${concludes.replace('<letter>', '<last>')}`, 'gimu');

/** The option that the answer calls right, or comes to with "so", "therefore", "it is": the last such place. */
export function findConcluded(answer: string, space: ChoiceSpace): Stated | null {
  for (const match of [...answer.matchAll(conclusion)].slice(-statements).reverse()) {
    const letter = match.groups?.letter ?? match.groups?.last ?? '';
    // Under `i` a class of capitals takes small letters too: the word "a" is no option.
    if (!/^[A-Z]$/.test(letter) || letterAt(letter) >= space.options.length) continue;
    const text = before(answer, match.index, 60);
    if (
      supposed.test(text) ||
      /\b(?:not|neither|nor|cannot|if|whether)\s+(?:that\s+)?(?:option\s+|choice\s+)?$|n['’]t\s+$/i.test(text)
    )
      continue;
    const offset =
      new RegExp(`(?<![\\p{L}\\p{N}])${letter}(?![\\p{L}\\p{N}'’_])`, 'u').exec(match[0])?.index ?? 0;
    const start = match.index + offset;
    const after = answer.slice(start + 1, start + 1 + longest);
    if (!isNoWord(letter, after)) continue;
    if (isDeniedAfter(answer, start + 1) || orAnother.test(after)) continue;
    return { reading: { named: [letterAt(letter)], byPosition: true }, range: [start, start + 1] };
  }
  return null;
}

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addressWords } from '../../../src/core/baseUrl.ts';
import { parseEndpoints, parseModels } from '../../../src/core/endpointSettings.ts';
import { parseBenchmarks } from '../../../src/core/items/benchmarkSettings.ts';
import { readItem } from '../../../src/core/items/readItem.ts';
import { isJsonObject, parseJson } from '../../../src/core/json.ts';
import { coqaAnswer } from '../../../src/core/scorers/coqa.ts';
import { haluEvalAnswer } from '../../../src/core/scorers/haluEval.ts';
import { mathAnswer } from '../../../src/core/scorers/math.ts';
import { mcTacoAnswer } from '../../../src/core/scorers/mcTaco.ts';
import { gpqaChoice } from '../../../src/core/scorers/multipleChoice.ts';
import { yesNoAnswer } from '../../../src/core/scorers/yesNo.ts';
import { say } from '../../../src/core/say.ts';
import { connectionFailure } from '../../../src/endpoints/connectionFailure.ts';
import { httpFailure } from '../../../src/endpoints/failures.ts';
import { RetryPolicy } from '../../../src/endpoints/retry.ts';
import { eventFailure } from '../../../src/endpoints/streamFailures.ts';
import { inLanguage } from '../../../src/host/inLanguage.ts';
import { sayings } from '../../../src/host/sayings.ts';
import { decided } from '../../support/decided.ts';
import { germanWords, speak } from '../../support/german.ts';
import { l10n } from '../../support/vscodeWords.ts';

beforeEach(() => {
  speak('de');
});
afterEach(() => {
  speak('en');
});

const fill = (words: string, values: readonly string[]): string =>
  words.replace(/\{(\d+)\}/g, (_, index: string) => values[Number(index)] ?? '');

/** The numbers up to the greatest one of a template: a sentence may leave out some that others of its kind have. */
const placesIn = (words: string): number[] => {
  const numbers = [...words.matchAll(/\{(\d+)\}/g)].map(([, number]) => Number(number));
  return Array.from({ length: Math.max(-1, ...numbers) + 1 }, (_, index) => index);
};

describe('every template', () => {
  test('is said in German with its values, and with those that are words of ours in German too', () => {
    const german = germanWords();
    const wrong = sayings.flatMap(([words, ...verbatim]) => {
      const places = placesIn(words);
      const isOurs = places.map((index) => !verbatim.includes(index));
      // Such as "is not 5", which only stands within another message.
      if (words.replace(/\{\d+\}/g, '').length < 8 && places.length > 0 && !isOurs.includes(true)) return [];
      const message = fill(
        words,
        isOurs.map((ours, index) => (ours ? 'a list' : `value ${index}`)),
      );
      const values = isOurs.map((ours, index) => (ours ? 'eine Liste' : `value ${index}`));
      const wanted = l10n.t(words, ...values);
      const said = inLanguage(message);
      return german[words] !== undefined && said === wanted ? [] : [`${message} → ${said}`];
    });
    expect(wrong).toEqual([]);
  });

  test('keeps values that are names and numbers', () => {
    const wrong = sayings.flatMap(([words]) => {
      const letters = words.replace(/\{\d+\}/g, '').match(/\p{L}/gu)?.length ?? 0;
      if (letters < 8) return [];
      const values = placesIn(words).map((index) => `x${index}`);
      const said = inLanguage(fill(words, values));
      return said === l10n.t(words, ...values) ? [] : [`${words} → ${said}`];
    });
    expect(wrong).toEqual([]);
  });
});

const origin = 'http://127.0.0.1:8000';
const context = {
  origin,
  label: 'base',
  model: 'org/tiny',
  api: 'chat',
  maxTokens: 4096,
  keySent: false,
  models: null,
  blots: [],
} as const;
const http = (status: number, body: string): ReturnType<typeof httpFailure> =>
  httpFailure({ status, body, contentType: '', retryAfterMs: null, location: null }, context);

describe('why a request failed', () => {
  test('with what the server says as it says it', () => {
    expect(inLanguage(http(503, '').error.message)).toBe(
      'Der Server unter http://127.0.0.1:8000 lädt das Modell oder ist noch nicht bereit (503).',
    );
    expect(inLanguage(http(400, '{"error": "too \\"hot\\". Cool it."}').error.message)).toBe(
      'Der Server unter http://127.0.0.1:8000 hat die Anfrage abgelehnt (400). Er meldet: „too "hot". Cool it.“.',
    );
    expect(inLanguage(http(404, 'model_not_found').error.message)).toBe(
      'Der Server unter http://127.0.0.1:8000 hat kein Modell „org/tiny“. Er meldet: „model_not_found“. Das Modell von „base“ korrigieren.',
    );
  });

  test('with how long it was tried', () => {
    const policy = new RetryPolicy(() => 0.5, 600_000);
    const refused = connectionFailure(
      Object.assign(new Error('no'), { code: 'ECONNREFUSED' }),
      false,
      context,
    );
    while (policy.next(refused, 0) !== null);
    expect(inLanguage(policy.givenUp(refused.error.message, refused))).toBe(
      'Unter http://127.0.0.1:8000 antwortet nichts. Den Server starten oder die Adresse von „base“ korrigieren. Nach 3 Versuchen in 8 s aufgegeben.',
    );
    const busy = { ...http(429, 'Gave up after 1 tries in 2.'), retryAfterMs: 3_600_000 };
    const impatient = new RetryPolicy(() => 0.5, 600_000);
    expect(inLanguage(impatient.givenUp(busy.error.message, busy))).toBe(
      'Der Server unter http://127.0.0.1:8000 ist ausgelastet und bittet zu warten (429). Er meldet: „Gave up after 1 tries in 2.“. Er bittet, 3,600 s zu warten; Anfragen werden höchstens 600 s lang erneut gesendet.',
    );
  });

  test('where a server says what we say, that is kept too', () => {
    const ours = sayings.map(([words]) => words).filter((words) => words.length <= 380);
    for (const words of ours) {
      const said = words.trim();
      const { error } = http(500, JSON.stringify({ error: said }));
      if (error.kind === 'server-error') {
        expect(inLanguage(error.message)).toBe(
          `Beim Server unter ${origin} ist ein Fehler aufgetreten (500). Er meldet: „${said}“. Sein Protokoll sagt vielleicht mehr.`,
        );
      }
      const { message } = eventFailure('stream-error', said, context).error;
      expect(inLanguage(message)).toBe(
        `Der Server unter ${origin} hat mitten in seiner Antwort einen Fehler gemeldet: ${said}`,
      );
    }
  });
});

describe('why a score', () => {
  const scored = (answer: string, gold: string): string =>
    inLanguage(decided(mathAnswer.score({ record: { answer: gold }, answer, choices: null })).reason);

  test('of math, with the answer as the model wrote it', () => {
    expect(scored('\\boxed{4}', '5')).toBe('`\\boxed{4}` ist nicht 5');
    expect(scored('\\boxed{0.5}', '\\frac12')).toBe('`\\boxed{0.5}` entspricht \\frac12 als Zahl');
    expect(scored('It is $4$.', '4')).toBe(
      'kein `\\boxed{}`; genommen wurde das letzte `$…$`, `4`, und das entspricht 4 als Text',
    );
    expect(scored('\\boxed{\\text{x is not known}}', '4')).toMatch(
      /^`\\boxed\{\\text\{x is not known\}\}` ist nicht 4/,
    );
    expect(scored('\\boxed{(1, 3)}', '(1, 2)')).toBe(
      '`\\boxed{(1, 3)}` ist nicht (1, 2) (Eintrag 2 weicht ab)',
    );
    expect(scored('\\boxed{5 \\text{ written}}', '5^\\circ')).toMatch(/Einheiten[^]* written und °\)$/);
    expect(scored('\\boxed{\\text{text} = 5}', '\\text{read} = 5')).toMatch(/\(text und read sind/);
    expect(scored('', '4')).toMatch(/^keine Antwort gefunden: kein `\\boxed\{\}`, kein „final answer is“/);
  });

  test('of choices, and of yes or no', () => {
    const record = {
      'Correct Answer': 'a',
      'Incorrect Answer 1': 'b',
      'Incorrect Answer 2': 'c',
      'Incorrect Answer 3': 'd',
    };
    const choices = ['b', 'a', 'c', 'd'];
    const choice = (answer: string): string =>
      inLanguage(gpqaChoice.score({ record, answer, choices }).reason);
    expect(choice('Answer: A')).toBe('angegebene Antwort `A` ist nicht richtig; richtig ist B');
    expect(choice('Answer: A or B')).toBe('angegebene Antwort `A or B` nennt mehr als eine Option');
    const yesNo = (answer: string): string =>
      inLanguage(yesNoAnswer.score({ record: { answer: 'yes' }, answer, choices: null }).reason);
    expect(yesNo('Answer: no')).toBe('die angegebene Antwort ist `no`; die Antwort ist yes');
    expect(yesNo('Yes.')).toBe('keine angegebene Antwort; sie beginnt mit `Yes`');
  });

  test('of words in common and of judgements', () => {
    const coqa = (answer: string, ...answers: string[]): string => {
      const additional_answers = Object.fromEntries(answers.map((text, i) => [String(i), [text]]));
      const record = { answers: ['the roof'], additional_answers };
      return inLanguage(coqaAnswer.score({ record, answer, choices: null }).reason);
    };
    expect(coqa('the roof')).toBe('`the roof` ist eine Gold-Antwort');
    expect(coqa('on a gold answer')).toBe(
      '`on a gold answer` hat kein Wort mit der Gold-Antwort `the roof` gemeinsam',
    );
    expect(coqa('my roof\nand more', 'tree')).toBe(
      'Wörter: 2 in `my roof`, 1 in der Gold-Antwort `the roof`, 1 in beiden; F1 0.333 über 2 Gold-Antworten, jede einmal ausgelassen; nur die erste Zeile wird verglichen',
    );
    const judged = (answer: string): string =>
      inLanguage(haluEvalAnswer.score({ record: { hallucination: 'yes' }, answer, choices: null }).reason);
    expect(judged('Yes')).toBe('das Urteil ist `Yes`, wie das Label');
    expect(judged('Yes. Note it.')).toBe(
      '`Yes` und `No` (in `Note`) stehen beide in der Antwort; das Label ist yes',
    );
    const taco = mcTacoAnswer.score({ record: { label: 0 }, answer: 'Answer: yes', choices: null });
    expect(inLanguage(taco.reason)).toBe('die angegebene Antwort ist `yes`; das Label ist no');
  });

  test('that was given again', () => {
    const again = (reason: string): string =>
      inLanguage(say`${reason} (scored again: ${say`the item had no gold answer`})`);
    expect(again('`\\boxed{4}` is not 5 (entry 2 differs)')).toBe(
      '`\\boxed{4}` ist nicht 5 (Eintrag 2 weicht ab) (neu bewertet: die Aufgabe hatte keine Gold-Antwort)',
    );
    expect(again('the stated answer is `yes`')).toBe(
      'die angegebene Antwort ist `yes` (neu bewertet: die Aufgabe hatte keine Gold-Antwort)',
    );
  });
});

describe('what is wrong with settings and items', () => {
  const words = (problems: readonly { readonly message: string }[]): string[] =>
    problems.map(({ message }) => inLanguage(message));

  test('settings', () => {
    expect(
      words(
        parseEndpoints([
          { url: 3, model: '' },
          { model: 'm', url: 'ftp://a', label: 'x' },
        ]).problems,
      ),
    ).toEqual([
      'Dies muss Text sein.',
      'Dies darf nicht leer sein.',
      'Die Adresse muss mit http:// oder https:// beginnen, nicht mit ftp://.',
    ]);
    expect(words(parseModels([{ model: 'm' }, { model: 'm' }, { model: 'n', method: 4 }]).problems)).toEqual([
      '„m“ ist doppelt aufgeführt; der erste Eintrag zählt.',
      'Dies muss "rl", "sft" oder "other" sein.',
    ]);
    expect(inLanguage(addressWords({ kind: 'password' }, 'run it'))).toBe(
      'Die Adresse enthält einen Benutzernamen oder ein Passwort. Beides entfernen und run it.',
    );
    expect(
      words(
        parseEndpoints([
          { url: 'http://u:p@h', model: 'm', headers: { authorization: 'Bearer sk-123456789' } },
        ]).problems,
      ),
    ).toEqual([
      'Die Adresse enthält einen Benutzernamen oder ein Passwort. Beides entfernen und „Reasoning Transfer: API-Schlüssel festlegen…“ ausführen, das Schlüssel im Geheimnisspeicher ablegt.',
      'Der Schlüssel steht im Klartext. Diesen Header entfernen und „Reasoning Transfer: API-Schlüssel festlegen…“ ausführen, das einen Bearer-Schlüssel aus dem Geheimnisspeicher sendet, oder statt des Schlüssels ${secret:NAME} schreiben und NAME mit demselben Befehl setzen.',
    ]);
  });

  const { own } = parseBenchmarks([
    {
      name: 'Own',
      domain: 'other',
      fields: { question: 'q', choices: 'options', answer: 'right' },
      answerIndex: 0,
    },
  ]);
  const item = (text: string): string[] => {
    const parsed = parseJson(text);
    if (!parsed.ok || !isJsonObject(parsed.value)) throw new Error('no object');
    return words(readItem(parsed.value, { file: 'a.jsonl', line: 1, bytes: null }, { own }).problems);
  };

  test('items, with the names of their fields', () => {
    expect(item('{"q": 1, "options": [1]}')).toEqual([
      'Keine Aufgabe eines bekannten Benchmarks: Der Datensatz hat die Felder "q", "options". Am nächsten kommt Own, aber „right“ fehlt.',
    ]);
    expect(item('{"q": null, "options": "a list", "right": 1}')).toEqual([
      'Keine Aufgabe eines bekannten Benchmarks: Der Datensatz hat die Felder "q", "options", "right". Am nächsten kommt Own, aber „q“ muss Text sein, nicht null, "options" muss eine Liste von Texten, {label: text} oder {label: […], text: […]} sein.',
    ]);
    expect(item('{"q": "?", "options": ["a", "b"], "right": 7}')).toEqual([
      'Keine Gold-Antwort: „right“ sollte eine der Optionen: ihren Text, einen Buchstaben von A bis B oder eine Zahl von 0 bis 1 enthalten. Bis dahin kann die Aufgabe gefragt, aber nicht bewertet werden.',
    ]);
    expect(item('{"text": "a", "b. c": 2}')[0]).toContain(
      'Der Datensatz hat die Felder "text", "b. c" und keine, die',
    );
    expect(item('{"problem": 3, "answer": 1, "id": 2}')[0]).toContain(
      '„problem“ muss Text sein, nicht eine Zahl',
    );
  });

  test('what is put behind a place or another message', () => {
    expect(inLanguage('Row 3: This is missing.')).toBe('Zeile 3: Diese Angabe fehlt.');
    expect(inLanguage('Not JSON as it should be: there is a comma too many. What can be read is read.')).toBe(
      'Kein gültiges JSON: ein Komma ist zu viel. Was lesbar ist, wird gelesen.',
    );
    expect(
      inLanguage(
        'Row 4: The id "in row 3" stands in row 3 too. Both can be asked, but they count as one item: give one of them another id.',
      ),
    ).toBe(
      'Zeile 4: Die ID "in row 3" steht auch in Zeile 3. Beide können gefragt werden, zählen aber als eine Aufgabe: einer davon eine andere ID geben.',
    );
  });
});

test('what is said of results, with why, and who scored', () => {
  expect(inLanguage('This line is left out: it is no object, but a list.')).toBe(
    'Diese Zeile wird ausgelassen: Sie ist kein Objekt, sondern eine Liste.',
  );
  expect(inLanguage('This result is left out: it is no result of a test.')).toBe(
    'Dieses Ergebnis wird ausgelassen: Es ist kein Ergebnis eines Tests.',
  );
  expect(inLanguage('exact_match, as lighteval says')).toBe('exact_match, laut lighteval');
  expect(inLanguage('failed, as Inspect says: the limit was reached')).toBe(
    'fehlgeschlagen, laut Inspect: the limit was reached',
  );
});

test('what no template made stays', () => {
  for (const text of [
    '',
    'text of a model',
    'This operation was aborted.',
    'Das ist schon deutsch.',
    'a b, c or d',
  ])
    expect(inLanguage(text)).toBe(text);
});

test('a message stays as it is in English', () => {
  speak('en');
  expect(inLanguage('This is missing.')).toBe('This is missing.');
});

test('a text that is long, or made to fit many templates, is looked through in no time', () => {
  const long = `The server at ${'x'.repeat(100_000)} is busy.`;
  expect(inLanguage(long)).toBe(long);
  for (const part of [
    ' (',
    ', ',
    ' or ',
    '. ',
    '" ',
    ' is not ',
    '`, which ',
    ' Gave up after 3 tries in 8 s.',
    ' and 1 more',
  ])
    for (const ends of [
      ['', ''],
      ['The server at ', '.'],
      ['"', '"'],
      ['`', '` is both'],
      ['', ' more'],
    ])
      expect(typeof inLanguage(`${ends[0] ?? ''}${part.repeat(1900 / part.length)}${ends[1] ?? ''}`)).toBe(
        'string',
      );
});

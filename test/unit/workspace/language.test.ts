import { describe, expect, test } from 'vitest';

import type { LanguageGuess } from '../../../src/core/scorers/score.ts';
import { languageAnswerer } from '../../../src/workspace/scoring/language.ts';

/** Sentences of our own, one a language that IFEval asks for, and English. */
const texts: readonly (readonly [language: string, text: string])[] = [
  ['en', 'The garden behind the house was full of birds this morning.'],
  ['de', 'Der Garten hinter dem Haus war heute Morgen voller Vögel.'],
  ['it', 'Il giardino dietro la casa era pieno di uccelli questa mattina.'],
  ['pt', 'O jardim atrás da casa estava cheio de pássaros esta manhã.'],
  ['fi', 'Talon takana oleva puutarha oli tänä aamuna täynnä lintuja.'],
  ['vi', 'Sáng nay khu vườn sau nhà đầy những con chim đang hót.'],
  ['sw', 'Watoto wote walikuwa wanacheza mpira nje ya nyumba yao leo asubuhi.'],
  ['ru', 'Сад за домом сегодня утром был полон птиц.'],
  ['bg', 'Градината зад къщата беше пълна с птици тази сутрин.'],
  ['ar', 'كانت الحديقة خلف المنزل مليئة بالطيور هذا الصباح.'],
  ['fa', 'باغ پشت خانه امروز صبح پر از پرنده بود.'],
  ['ur', 'گھر کے پیچھے باغ آج صبح پرندوں سے بھرا ہوا تھا۔'],
  ['hi', 'घर के पीछे का बगीचा आज सुबह पक्षियों से भरा हुआ था।'],
  ['mr', 'घराच्या मागची बाग आज सकाळी पक्ष्यांनी भरलेली होती.'],
  ['ne', 'घर पछाडिको बगैंचा आज बिहान चराहरूले भरिएको थियो।'],
  ['bn', 'বাড়ির পিছনের বাগানটি আজ সকালে পাখিতে ভরা ছিল।'],
  ['gu', 'ઘરની પાછળનો બગીચો આજે સવારે પક્ષીઓથી ભરેલો હતો.'],
  ['pa', 'ਘਰ ਦੇ ਪਿੱਛੇ ਦਾ ਬਾਗ ਅੱਜ ਸਵੇਰੇ ਪੰਛੀਆਂ ਨਾਲ ਭਰਿਆ ਹੋਇਆ ਸੀ।'],
  ['ta', 'வீட்டின் பின்னால் உள்ள தோட்டம் இன்று காலை பறவைகளால் நிறைந்திருந்தது.'],
  ['te', 'ఇంటి వెనుక ఉన్న తోట ఈ ఉదయం పక్షులతో నిండి ఉంది.'],
  ['kn', 'ಮನೆಯ ಹಿಂದಿನ ತೋಟ ಇಂದು ಬೆಳಿಗ್ಗೆ ಹಕ್ಕಿಗಳಿಂದ ತುಂಬಿತ್ತು.'],
  ['th', 'สวนหลังบ้านเต็มไปด้วยนกในเช้าวันนี้'],
  ['ko', '집 뒤의 정원은 오늘 아침 새들로 가득했다.'],
];

const ask = languageAnswerer();
async function likeliest(text: string): Promise<string> {
  const told = await ask({ text });
  if ('unanswered' in told) return told.unanswered;
  return told[0]?.language ?? 'none';
}

describe('the language of a text', () => {
  test.each(texts)('%s', async (language, text) => {
    expect(await likeliest(text)).toBe(language);
  });

  test('is the same in capitals, in marks and with much repetition', async () => {
    expect(await likeliest('THE GARDEN WAS FULL OF BIRDS TODAY.')).toBe('en');
    expect(await likeliest('## *The garden*\n\n- was full\n- of birds today')).toBe('en');
    const [, german] = texts[1] ?? ['', ''];
    expect(await likeliest(`${german} ${'pling '.repeat(5000)}`)).toBe('de');
  });

  test('is not known of no letters, and none of letters that say nothing', async () => {
    for (const text of ['', ' \n', '123 + 4', '…!', '😀']) {
      expect([text, await likeliest(text)]).toEqual([text, 'there is no letter in it']);
    }
    expect(await likeliest('A\n\nA\n\nA')).toBe('none');
  });

  test('comes with others, the likeliest first, each with a weight', async () => {
    const told = await ask({ text: 'Der Garten hinter dem Haus.' });
    if ('unanswered' in told) throw new Error(told.unanswered);
    const weights = told.map(({ weight }) => weight);
    expect(weights.length).toBeGreaterThan(1);
    expect(weights).toEqual(weights.toSorted((a, b) => b - a));
    for (const weight of weights) expect(weight >= 0 && weight <= 1).toBe(true);
  });

  test('is found of a very long text in little time', async () => {
    const words = Array.from({ length: 200_000 }, (_, index) => `w${index}`).join(' ');
    const begin = performance.now();
    await likeliest(`${words} ${'x'.repeat(1_000_000)}`);
    expect(performance.now() - begin).toBeLessThan(5000);
  });
});

test('a model that cannot be loaded leaves the question open, and is tried again', async () => {
  const guess: readonly LanguageGuess[] = [{ language: 'de', weight: 1 }];
  let tries = 0;
  const answer = languageAnswerer(() => {
    tries += 1;
    return tries === 1 ? Promise.reject(new Error('no file')) : Promise.resolve(() => Promise.resolve(guess));
  });
  expect(await answer({ text: 'x' })).toEqual({ unanswered: 'the language model could not be loaded' });
  expect(await answer({ text: 'x' })).toBe(guess);
  expect(await answer({ text: 'y' })).toBe(guess);
  expect(tries).toBe(2);
});

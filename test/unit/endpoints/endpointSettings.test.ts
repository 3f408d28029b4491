import { describe, expect, test } from 'vitest';

import { normaliseBaseUrl, originOf } from '../../../src/core/baseUrl.ts';
import type { Sampling } from '../../../src/core/endpoint.ts';
import {
  parseEndpoints,
  parseModels,
  parseSampling,
  sanitiseLabel,
  samplingKey,
} from '../../../src/core/endpointSettings.ts';

const url = 'http://127.0.0.1:8000/v1';

/** Labels and addresses of the endpoints, then the problems. */
function show(value: unknown, defaults?: Sampling): string[] {
  const { endpoints, problems } = parseEndpoints(value, defaults);
  return [
    ...endpoints.map(({ label, baseUrl, model }) => `${label} = ${baseUrl}#${model}`),
    ...problems.map(({ field, message }) => `${field}: ${message}`),
  ];
}

describe('endpoints', () => {
  test('with everything set, over the defaults', () => {
    const entry = {
      label: 'Tuned',
      url: 'localhost:8080',
      model: 'org/m',
      api: 'completions',
      sampling: { temperature: 0, maxTokens: 100, stop: ['\n'] },
      headers: { 'X-Team': 'blue', Authorization: 'Bearer ${secret:TEAM_KEY}' },
      concurrency: 2,
      extraBody: { top_k: 1, chat_template_kwargs: { enable_thinking: false } },
    };
    const { endpoints, problems } = parseEndpoints([entry], {
      repeats: 3,
      temperature: 0.6,
      topP: 0.9,
      system: 'Be brief.',
    });
    expect(problems).toEqual([]);
    expect(endpoints).toEqual([
      {
        label: 'Tuned',
        baseUrl: 'http://localhost:8080/v1',
        model: 'org/m',
        api: 'completions',
        sampling: {
          repeats: 3,
          temperature: 0,
          topP: 0.9,
          system: 'Be brief.',
          maxTokens: 100,
          stop: ['\n'],
          extraBody: entry.extraBody,
        },
        headers: entry.headers,
        concurrency: 2,
      },
    ]);
  });

  test('with nothing but address and model', () => {
    expect(parseEndpoints([{ url, model: 'm' }]).endpoints).toEqual([
      { label: 'm', baseUrl: url, model: 'm', api: 'chat', sampling: { repeats: 1 }, headers: {} },
    ]);
  });

  test('a bad entry names its field; the others count', () => {
    expect(
      show([
        { url, model: 'a', sampling: { temprature: 1, topP: 2 } },
        { url, model: 'b' },
        { url: 'ftp://x', model: 'c' },
        { model: 'd' },
        'http://x',
        { url, model: 'e', api: 'responses', concurrency: 0 },
        { url: 'http://me:pw@host/v1', model: 'f' },
        { url, model: 'g', sampling: { maxTokens: 1.5, stop: 'x' } },
      ]),
    ).toEqual([
      `b = ${url}#b`,
      'reasoningTransfer.endpoints[0].sampling.topP: This must be at most 1.',
      'reasoningTransfer.endpoints[0].sampling.temprature: There is no such field. Correct its name or take it out.',
      'reasoningTransfer.endpoints[2].url: The address must begin with http:// or https://, not ftp://.',
      'reasoningTransfer.endpoints[3].url: This is missing.',
      'reasoningTransfer.endpoints[4]: This must be an object.',
      'reasoningTransfer.endpoints[5].api: This must be "chat" or "completions".',
      'reasoningTransfer.endpoints[5].concurrency: This must be at least 1.',
      'reasoningTransfer.endpoints[6].url: The address holds a user name or password. Take it out and run Reasoning Transfer: Set API Key…, which keeps keys in the secret storage.',
      'reasoningTransfer.endpoints[7].sampling.maxTokens: This must be a whole number.',
      'reasoningTransfer.endpoints[7].sampling.stop: This must be a list.',
    ]);
  });

  test('not a list, or not there', () => {
    expect(show({ url, model: 'm' })).toEqual(['reasoningTransfer.endpoints: This must be a list.']);
    expect(show(undefined)).toEqual([]);
  });

  test.each([
    ['Authorization', 'Bearer sk-1234'],
    ['authorization', 'sk-1234'],
    ['Authorization', 'Bearer ${secret:A} sk-1234'],
    ['X-API-Key', 'sk-1234'],
    ['api-key', 'sk-1234'],
    ['x-goog-api-key', 'sk-1234'],
    ['Cookie', 'session=sk-1234'],
    ['X-Auth', 'sk-1234'],
    ['X-Auth-Key', 'sk-1234'],
    ['Ocp-Apim-Key', 'sk-1234'],
    ['x-key', 'sk-1234'],
  ])('a key in clear text is refused, unsaid: %s: %s', (name, value) => {
    const shown = show([{ url, model: 'm', headers: { [name]: value } }]);
    expect(shown).toEqual([
      expect.stringContaining(`reasoningTransfer.endpoints[0].headers.${name}: The key is in clear text.`),
    ]);
    expect(shown.join()).toContain('run Reasoning Transfer: Set API Key…');
    expect(shown.join()).not.toContain('REASONING_TRANSFER_API_KEY');
    expect(shown.join()).not.toContain('sk-1234');
  });

  test.each([
    ['X-Team', 'blue'],
    ['X-Author', 'blue'],
    ['X-Auth-Key', '${secret:KEY}'],
    ['Authorization', 'Bearer ${secret:KEY}'],
    ['Authorization', '${secret:KEY}'],
    ['x-api-key', '${secret:KEY}'],
  ])('other headers stand: %s: %s', (name, value) => {
    expect(show([{ url, model: 'm', headers: { [name]: value } }])).toEqual([`m = ${url}#m`]);
  });

  test('headers that HTTP does not allow', () => {
    expect(
      show([
        { url, model: 'm', headers: { 'X Team': 'a' } },
        { url, model: 'm', headers: { X: 'a\r\nY: b' } },
      ]),
    ).toEqual([
      'reasoningTransfer.endpoints[0].headers.X Team: This is not the name of an HTTP header.',
      'reasoningTransfer.endpoints[1].headers.X: The value holds a control character.',
    ]);
  });
});

describe('labels', () => {
  test('are unique, by the server and then by a number', () => {
    expect(
      show([
        { url, model: 'm' },
        { url: 'http://gpu:8001', model: 'm' },
        { url: 'http://gpu:8001', model: 'm' },
        { url, model: 'n', label: 'm' },
      ]),
    ).toEqual([
      `m = ${url}#m`,
      'm@gpu:8001 = http://gpu:8001/v1#m',
      'm@gpu:8001 2 = http://gpu:8001/v1#m',
      `m@127.0.0.1:8000 = ${url}#n`,
    ]);
  });

  test('are unique as folders too', () => {
    const labels = parseEndpoints([
      { url, model: 'org/m' },
      { url, model: 'org:m' },
      { url, model: 'ORG__M' },
    ]).endpoints.map(({ label }) => sanitiseLabel(label).toLowerCase());
    expect(new Set(labels).size).toBe(3);
  });

  test('as folders, by the rule of lm-evaluation-harness', () => {
    expect(
      [
        'Qwen/Qwen3-8B',
        'a//b',
        'a:b|c',
        'C:\\x',
        'x?*[y]"<>',
        'm@h:1',
        '..',
        'v1.',
        '',
        'tab\there',
        'naïve 模型',
      ].map(sanitiseLabel),
    ).toEqual([
      'Qwen__Qwen3-8B',
      'a__b',
      'a__b__c',
      'C__x',
      'x__y__',
      'm@h__1',
      '.._',
      'v1._',
      '_',
      'tab__here',
      'naïve 模型',
    ]);
  });
});

describe('addresses', () => {
  test.each([
    ['http://127.0.0.1:8000', 'http://127.0.0.1:8000/v1'],
    ['127.0.0.1:8000', 'http://127.0.0.1:8000/v1'],
    ['localhost:11434/', 'http://localhost:11434/v1'],
    ['http://h/v1/', 'http://h/v1'],
    ['http://h/v1/chat/completions', 'http://h/v1'],
    ['http://h/v1/models', 'http://h/v1'],
    ['https://h/openai/v1', 'https://h/openai/v1'],
    ['HTTP://H:80/v1', 'http://h/v1'],
    ['http://[::1]:8080', 'http://[::1]:8080/v1'],
    [' http://h/v1 ', 'http://h/v1'],
  ])('%s', (text, baseUrl) => {
    expect(normaliseBaseUrl(text)).toMatchObject({ ok: true, baseUrl });
  });

  test.each([
    ['', 'empty'],
    ['http://', 'not-an-address'],
    ['http://a b', 'not-an-address'],
    ['file:///etc/passwd', 'scheme'],
    ['http://h/v1?key=1', 'query'],
    ['http://me:hunter2@h/v1', 'password'],
  ])('not one: %s', (text, kind) => {
    expect(normaliseBaseUrl(text)).toMatchObject({ ok: false, problem: { kind } });
    expect(JSON.stringify(normaliseBaseUrl(text))).not.toContain('hunter2');
    expect(originOf(text)).toBeNull();
  });
});

describe('sampling', () => {
  const key = (sampling: Partial<Sampling>): string => samplingKey({ repeats: 1, ...sampling });

  test('equal samplings have equal keys', () => {
    expect(key({ temperature: 0.6, topP: 0.9, extraBody: { b: { d: 1, c: [1, 2] }, a: 1 } })).toBe(
      key({ extraBody: { a: 1, b: { c: [1, 2], d: 1 } }, topP: 0.9, temperature: 0.6 }),
    );
    expect(key({ stop: ['b', 'a', 'a'] })).toBe(key({ stop: ['a', 'b'] }));
    expect(key({ stop: [] })).toBe(key({}));
    expect(key({ repeats: 8 })).toBe(key({ repeats: 1 }));
  });

  test('others have others', () => {
    const keys = [
      key({}),
      key({ temperature: 0 }),
      key({ topP: 0.5 }),
      key({ maxTokens: 10 }),
      key({ seed: 0 }),
      key({ system: '' }),
      key({ stop: ['a'] }),
      key({ extraBody: { top_k: 1 } }),
      key({ extraBody: { top_k: '1' } }),
      key({ extraBody: { n: 9_007_199_254_740_993n } }),
      key({ extraBody: { n: 9_007_199_254_740_992n } }),
    ];
    expect(new Set(keys).size).toBe(keys.length);
    expect(key({ temperature: 0.6, stop: ['x'] })).toBe('{"stop":["x"],"temperature":0.6}');
  });

  test('the defaults', () => {
    expect(parseSampling({ temperature: 0.6, repeats: 4 })).toEqual({
      sampling: { temperature: 0.6, repeats: 4 },
      problems: [],
    });
    expect(parseSampling(undefined)).toEqual({ sampling: { repeats: 1 }, problems: [] });
    expect(parseSampling({ temperature: 'hot' })).toEqual({
      sampling: { repeats: 1 },
      problems: [{ field: 'reasoningTransfer.sampling.temperature', message: 'This must be a number.' }],
    });
  });
});

test('models: a base, a method; not itself, not twice', () => {
  expect(
    parseModels([
      { model: 'a-rl', base: 'a', method: 'rl' },
      { model: 'b', base: 'b' },
      { model: 'a-rl', base: 'c' },
      { model: 'd', method: 'dpo' },
      { model: 'e' },
    ]),
  ).toEqual({
    models: [{ model: 'a-rl', base: 'a', method: 'rl' }, { model: 'e' }],
    problems: [
      { field: 'reasoningTransfer.models[1].base', message: 'A model is not its own base.' },
      { field: 'reasoningTransfer.models[2].model', message: '"a-rl" is listed twice; the first counts.' },
      { field: 'reasoningTransfer.models[3].method', message: 'This must be "rl", "sft" or "other".' },
    ],
  });
});

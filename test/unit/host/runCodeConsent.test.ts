import { beforeEach, expect, test } from 'vitest';
import type { Guard } from '../../../src/workspace/scoring/programs/guard.ts';
import { RunCodeConsent } from '../../../src/host/runCodeConsent.ts';
import { answering, configure, messages, trust } from '../../support/vscodeWords.ts';

const guarded = (isSandbox: boolean) => (): Promise<Guard> =>
  Promise.resolve({
    launch: { wrapper: null, filter: true, python: '/python3', program: null },
    isSandbox,
    words: 'run without a sandbox: it could reach files',
  });
const untried = (): Promise<never> => Promise.reject(new Error('the guard was tried'));

/** What a workspace remembers. */
function memory() {
  const kept = new Map<string, unknown>();
  return {
    get: (key: string): unknown => kept.get(key),
    update: (key: string, value: unknown): Promise<void> => {
      kept.set(key, value);
      return Promise.resolve();
    },
  };
}

beforeEach(() => {
  messages.splice(0);
  answering.splice(0);
  trust.given = true;
  configure({ 'scoring.runCode': true });
});

const refusal = { unanswered: 'running it without a sandbox was not allowed' };

test('nothing runs unless the setting says so, and nothing is tried or asked', async () => {
  const { mayRun } = new RunCodeConsent(memory());
  for (const value of [undefined, false, 'true', 1]) {
    configure({ 'scoring.runCode': value });
    expect(await mayRun(untried)).toEqual({
      unanswered: 'running code is off; `reasoningTransfer.scoring.runCode` turns it on',
    });
  }
  expect(messages).toEqual([]);
});

test('nothing runs in a workspace that is not trusted', async () => {
  trust.given = false;
  const { mayRun } = new RunCodeConsent(memory());
  expect(await mayRun(untried)).toEqual({ unanswered: 'code is run in a trusted workspace only' });
});

test('in a sandbox it runs unasked, and what keeps Python from running is told by who runs it', async () => {
  const { mayRun } = new RunCodeConsent(memory());
  expect(await mayRun(guarded(true))).toBeNull();
  expect(await mayRun(() => Promise.resolve({ unanswered: 'there is no Python' }))).toBeNull();
  expect(messages).toEqual([]);
});

test('without a sandbox the user is warned once, for all that wait, and the workspace remembers a yes', async () => {
  const state = memory();
  const { mayRun } = new RunCodeConsent(state);
  answering.push('Run Code');
  expect(await Promise.all([mayRun(guarded(false)), mayRun(guarded(false))])).toEqual([null, null]);
  expect(messages).toHaveLength(1);
  const [kind, message, options] = messages[0] ?? [];
  expect([kind, message]).toEqual(['warning', 'Run code that models wrote, without a sandbox?']);
  expect(options).toMatchObject({ modal: true });
  expect(JSON.stringify(options)).toContain('it could reach files');
  expect(await new RunCodeConsent(state).mayRun(guarded(false))).toBeNull();
  expect(messages).toHaveLength(1);
});

test('a no holds until the setting changes', async () => {
  const { mayRun } = new RunCodeConsent(memory());
  expect([await mayRun(guarded(false)), await mayRun(guarded(false))]).toEqual([refusal, refusal]);
  expect(messages).toHaveLength(1);
  configure({ 'scoring.runCode': false });
  await mayRun(untried);
  configure({ 'scoring.runCode': true });
  answering.push('Run Code');
  expect(await mayRun(guarded(false))).toBeNull();
  expect(messages).toHaveLength(2);
});

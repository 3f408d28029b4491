import { beforeEach, expect, test } from 'vitest';
import { messageText, notify } from '../../../src/host/notify.ts';
import { messages } from '../../support/vscodeWords.ts';

/** How VS Code 1.101 finds links in messages (`src/vs/base/common/linkedText.ts`). */
const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;
const untrusted = 'f[x](command:workbench.action.quit) [y](command:a "b")';

beforeEach(() => void messages.splice(0));

test('no text becomes a link, whatever shows it', async () => {
  expect(untrusted).toMatch(link);
  await notify.info(untrusted, 'Go On');
  await notify.warning(untrusted);
  await notify.error(untrusted);
  await notify.confirm('info', { message: untrusted, detail: untrusted, action: 'Go On' });
  await notify.confirm('warning', { message: untrusted, detail: untrusted, action: 'Go On' });
  const broken = 'f[x] (command:workbench.action.quit) [y] (command:a "b")';
  const modal = { modal: true, detail: broken };
  expect(messages).toEqual([
    ['information', broken, 'Go On'],
    ['warning', broken],
    ['error', broken],
    ['information', broken, modal, 'Go On'],
    ['warning', broken, modal, 'Go On'],
  ]);
  expect(broken).not.toMatch(link);
});

test('a long text is cut, and hidden characters are shown', () => {
  expect(messageText('x'.repeat(5000))).toBe(`${'x'.repeat(499)}…`);
  expect(messageText(']('.repeat(400))).not.toContain('](');
  expect(messageText('user\u202etxt.exe')).toBe('user⟨U+202E⟩txt.exe');
  expect(messageText('[x]\u200b(command:a)')).toBe('[x]⟨U+200B⟩(command:a)');
});

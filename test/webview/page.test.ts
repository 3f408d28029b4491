import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tracesHtml } from '../../src/webviewPage.ts';
import { parseTracesLook } from '../../src/protocol.ts';

const page = {
  nonce: 'n0nce',
  cspSource: 'https://view.example',
  scriptUri: 'https://view.example/traces.js',
  styleUris: ['https://view.example/traces.css'],
  title: 'Traces',
  lang: 'en',
  words: {},
  look: parseTracesLook({}),
};

test('the policy allows our script by nonce, our styles and font by origin, and nothing else', () => {
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(tracesHtml(page))?.[1];
  expect(policy?.split('; ').join('\n')).toMatchInlineSnapshot(`
    "default-src 'none'
    script-src 'nonce-n0nce'
    style-src https://view.example 'nonce-n0nce'
    font-src https://view.example
    img-src 'none'
    base-uri 'none'
    form-action 'none'"
  `);
});

test('what the host puts in cannot leave its attribute or element', () => {
  const html = tracesHtml({ ...page, title: '</title><script>1</script>', lang: '"><b>' });
  expect(html).toContain('<title>&lt;/title&gt;&lt;script&gt;1&lt;/script&gt;</title>');
  expect(html).toContain('lang="&quot;&gt;&lt;b&gt;"');
});

test('no view turns text into markup or writes a style attribute', async () => {
  const folder = join(import.meta.dirname, '../../src/webview');
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.ts'));
  expect(files.length).toBeGreaterThan(5);
  const sinks =
    /innerHTML|outerHTML|insertAdjacentHTML|unsafeHTML|unsafeSVG|document\.write|styleMap|style=|\beval\s*[(?]|[=(]\s*eval\b/;
  for (const name of files) {
    expect(sinks.exec(await readFile(join(folder, name), 'utf8'))?.[0], name).toBeUndefined();
  }
});

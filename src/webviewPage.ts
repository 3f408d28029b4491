import type { TracesLook } from './protocol.ts';

/** What the host knows of a webview's page: addresses as `webview.asWebviewUri` gives them. */
export interface WebviewPage {
  /** Fresh for every page: at least 128 random bits, base64 or hex. */
  readonly nonce: string;
  /** `webview.cspSource`. */
  readonly cspSource: string;
  readonly scriptUri: string;
  readonly styleUris: readonly string[];
  readonly title: string;
  /** BCP 47, of the words in the page. */
  readonly lang: string;
  /** The words of that language by their English ones; empty for English. */
  readonly words: Readonly<Record<string, string>>;
  /** How the reader wanted the last one to look. */
  readonly look: TracesLook;
}

/**
 * The page of the traces panel: a strict policy, one module script and no content of its own. Scripts run by
 * nonce alone (what the module imports inherits it); nothing can be fetched but our styles and the icon font.
 */
export function tracesHtml(page: WebviewPage): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${page.nonce}'`,
    `style-src ${page.cspSource} 'nonce-${page.nonce}'`,
    `font-src ${page.cspSource}`,
    "img-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  // The toolkit reads the csp-nonce for the one style element it makes.
  return `<!DOCTYPE html>
<html lang="${escapeAttribute(page.lang)}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${escapeAttribute(policy)}">
    <meta property="csp-nonce" content="${escapeAttribute(page.nonce)}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="l10n" content="${escapeAttribute(JSON.stringify(page.words))}">
    <meta name="look" content="${escapeAttribute(JSON.stringify(page.look))}">
    <title>${escapeAttribute(page.title)}</title>
${page.styleUris.map((uri) => `    <link rel="stylesheet" href="${escapeAttribute(uri)}">`).join('\n')}
    <script type="module" nonce="${escapeAttribute(page.nonce)}" src="${escapeAttribute(page.scriptUri)}"></script>
  </head>
  <body>
    <rt-traces></rt-traces>
  </body>
</html>
`;
}

function escapeAttribute(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

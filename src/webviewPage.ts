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
}

export interface TracesWebviewPage extends WebviewPage {
  /** How the reader wanted the last one to look. */
  readonly look: TracesLook;
}

/** The page of the traces panel. */
export function tracesHtml(page: TracesWebviewPage): string {
  return pageHtml(page, 'rt-traces', { look: JSON.stringify(page.look) });
}

/** The page of the matrix. */
export function matrixHtml(page: WebviewPage): string {
  return pageHtml(page, 'rt-matrix', {});
}

/** The page of the transfer panel. */
export function transferHtml(page: WebviewPage): string {
  return pageHtml(page, 'rt-transfer', {});
}

/**
 * A strict policy, one module script and one element. Scripts run by nonce alone (what the module imports inherits
 * it); nothing can be fetched but our styles and the icon font.
 */
function pageHtml(page: WebviewPage, element: string, more: Readonly<Record<string, string>>): string {
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
${Object.entries({ l10n: JSON.stringify(page.words), ...more })
  .map(([name, content]) => `    <meta name="${name}" content="${escapeAttribute(content)}">`)
  .join('\n')}
    <title>${escapeAttribute(page.title)}</title>
${page.styleUris.map((uri) => `    <link rel="stylesheet" href="${escapeAttribute(uri)}">`).join('\n')}
    <script type="module" nonce="${escapeAttribute(page.nonce)}" src="${escapeAttribute(page.scriptUri)}"></script>
  </head>
  <body>
    <${element}></${element}>
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

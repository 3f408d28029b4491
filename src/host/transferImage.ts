/** More than this no picture of a chart has: at 2× it is some hundred kilobytes. */
export const mostImageBytes = 32 * 1024 * 1024;

const active = /<(?:script|foreignObject)|<[^>]*\s(?:on\w+\s*=|(?:xlink:)?href\s*=\s*["']?\s*javascript:)/i;

const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/**
 * The bytes of a picture that the webview drew: SVG as text, a PNG in base64. Null where it is not what it is said to
 * be, or is too large to be one.
 */
export function imageBytes(as: 'png' | 'svg', data: string): Uint8Array | null {
  if (data.length === 0 || data.length > (mostImageBytes / 3) * 4) return null;
  if (as === 'svg') {
    if (!/^\s*(?:<\?xml[^>]*\?>\s*)?<svg[\s>]/.test(data) || !/<\/svg>\s*$/.test(data)) return null;
    // A picture that is opened in a browser runs what is in it; nothing of ours needs to.
    return active.test(data) ? null : Buffer.from(data, 'utf8');
  }
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(data)) return null;
  const bytes = Buffer.from(data, 'base64');
  return pngSignature.every((byte, place) => bytes[place] === byte) ? bytes : null;
}

/** A name for a file of a chart, of letters, digits and `-` alone. */
export function imageName(chart: string, as: 'png' | 'svg'): string {
  const name = chart
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return `transfer${name === '' ? '' : `-${name}`}.${as}`;
}

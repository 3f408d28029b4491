/** What canvases need to know of the theme, which VS Code keeps in CSS variables. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** Reads variables of the theme as it is now: of several names, the first that has a value; '' where none has. */
export function themeReader(): (...names: string[]) => string {
  const style = getComputedStyle(document.documentElement);
  return (...names) => {
    for (const name of names) {
      const value = style.getPropertyValue(`--vscode-${name}`).trim();
      if (value !== '') return value;
    }
    return '';
  };
}

/** Whether colour alone must not tell anything. */
export function isHighContrast(): boolean {
  return document.body.classList.contains('vscode-high-contrast');
}

/**
 * Calls back whenever the theme may have changed: VS Code writes it to the root's style and the body's class. What
 * it gives ends that.
 */
export function watchTheme(onChange: () => void): () => void {
  const observer = new MutationObserver(onChange);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
  observer.observe(document.body, { attributes: true, attributeFilter: ['class'] });
  return () => observer.disconnect();
}

const probe = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });

/** What a CSS colour looks like on a background. */
export function rgbOf(color: string, background: Rgb): Rgb {
  if (probe === null) return background;
  probe.fillStyle = css(background);
  probe.fillRect(0, 0, 1, 1);
  probe.fillStyle = color;
  probe.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = probe.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}

export function mixed(from: Rgb, to: Rgb, share: number): Rgb {
  const part = (at: 0 | 1 | 2): number => Math.round(from[at] + (to[at] - from[at]) * share);
  return [part(0), part(1), part(2)];
}

export function css([red, green, blue]: Rgb): string {
  return `rgb(${red}, ${green}, ${blue})`;
}

/** Relative luminance (WCAG 2.2). */
export function luminance(color: Rgb): number {
  const [red, green, blue] = color.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

/** Contrast ratio (WCAG 2.2), 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

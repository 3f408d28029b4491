import { fullRate } from '../../core/results/matrix.ts';

/** The colours of the theme as a canvas needs them, and the fonts. */
export interface Palette {
  readonly background: string;
  readonly foreground: string;
  readonly quiet: string;
  readonly line: string;
  readonly focus: string;
  readonly hover: string;
  readonly selected: string;
  readonly selectedText: string;
  /** By byte of the pass rate: of lines and small shapes, and of areas. */
  readonly shapes: readonly string[];
  readonly rates: readonly string[];
  /** By byte: black or white, whichever is read better on the colour of the rate. */
  readonly onRates: readonly string[];
  /** CSS fonts: of rows, of the heads' lines and of their labels. */
  readonly rowFont: string;
  readonly headFont: string;
  readonly labelFont: string;
  /** Whether colour alone must not tell anything. */
  readonly highContrast: boolean;
}

type Rgb = readonly [red: number, green: number, blue: number];

/** Reads the theme as it is now. */
export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const named = (...names: string[]): string => {
    for (const name of names) {
      const value = style.getPropertyValue(`--vscode-${name}`).trim();
      if (value !== '') return value;
    }
    return '';
  };
  const highContrast = document.body.classList.contains('vscode-high-contrast');
  const background = rgbOf(named('editor-background') || 'Canvas', [255, 255, 255]);
  const over = (color: string): Rgb => rgbOf(color, background);
  const right = over(named('testing-iconPassed', 'charts-green') || 'green');
  const partly = over(named('testing-iconQueued', 'editorWarning-foreground') || 'orange');
  const wrong = over(named('testing-iconFailed', 'errorForeground') || 'red');
  // Areas of the icons' own colours would outshine the text beside them. What is right has more of its colour: light
  // and dark tell it from what is wrong, where red and green do not.
  const strength = (rate: number): number => (highContrast ? 1 : 0.5 + 0.35 * rate);
  const shapes = Array.from({ length: fullRate + 1 }, (_, byte): Rgb => {
    const rate = byte / fullRate;
    return rate < 0.5 ? mixed(wrong, partly, rate * 2) : mixed(partly, right, rate * 2 - 1);
  });
  const rates = shapes.map((pure, byte) => mixed(background, pure, strength(byte / fullRate)));
  const family = named('font-family') || 'sans-serif';
  const size = Number.parseFloat(named('font-size')) || 13;
  return {
    background: css(background),
    foreground: named('foreground') || 'CanvasText',
    quiet: named('descriptionForeground', 'foreground') || 'CanvasText',
    line: named('contrastBorder', 'panel-border', 'widget-border') || css(mixed(background, wrong, 0.2)),
    focus: named('focusBorder', 'foreground') || 'Highlight',
    hover: named('list-hoverBackground', 'toolbar-hoverBackground') || 'transparent',
    selected: named('list-inactiveSelectionBackground', 'list-hoverBackground', 'toolbar-hoverBackground'),
    selectedText: named('list-inactiveSelectionForeground', 'foreground') || 'CanvasText',
    shapes: shapes.map(css),
    rates: rates.map(css),
    onRates: rates.map((color) => (luminance(color) > 0.18 ? '#000' : '#fff')),
    rowFont: `${size - 1}px ${family}`,
    headFont: `${size - 2}px ${family}`,
    labelFont: `${size - 1}px ${family}`,
    highContrast,
  };
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
function rgbOf(color: string, background: Rgb): Rgb {
  if (probe === null) return background;
  probe.fillStyle = css(background);
  probe.fillRect(0, 0, 1, 1);
  probe.fillStyle = color;
  probe.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = probe.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}

function mixed(from: Rgb, to: Rgb, share: number): Rgb {
  const part = (at: 0 | 1 | 2): number => Math.round(from[at] + (to[at] - from[at]) * share);
  return [part(0), part(1), part(2)];
}

function css([red, green, blue]: Rgb): string {
  return `rgb(${red}, ${green}, ${blue})`;
}

/** Relative luminance (WCAG 2.2). */
function luminance(color: Rgb): number {
  const [red, green, blue] = color.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

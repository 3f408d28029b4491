import { fullRate } from '../../core/results/matrix.ts';
import { css, isHighContrast, luminance, mixed, type Rgb, rgbOf, themeReader } from '../theme.ts';

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

/** Reads the theme as it is now. */
export function readPalette(): Palette {
  const named = themeReader();
  const highContrast = isHighContrast();
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

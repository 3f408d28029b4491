import { contrast, css, isHighContrast, mixed, type Rgb, rgbOf, themeReader } from '../../theme.ts';

/** The theme as charts need it; colours as CSS. */
export interface Look {
  readonly background: string;
  /** Behind what is drawn, a little off the background. */
  readonly panel: string;
  readonly foreground: string;
  readonly quiet: string;
  readonly grid: string;
  /** Of 0, of axes and of panels' borders. */
  readonly axis: string;
  /** Told apart by people with any kind of colour vision, and from the background by everybody. */
  readonly series: readonly string[];
  /** The same by place, mixed with the background: for areas with a border. */
  readonly areas: readonly string[];
  readonly family: string;
  /** In CSS pixels, of labels. */
  readonly size: number;
  readonly highContrast: boolean;
}

/**
 * Okabe and Ito's colours for all kinds of colour vision (Color Universal Design, 2008), without black, and a grey.
 * Neighbours differ most.
 */
const hues: readonly Rgb[] = [
  [0, 114, 178],
  [213, 94, 0],
  [0, 158, 115],
  [204, 121, 167],
  [86, 180, 233],
  [230, 159, 0],
  [128, 128, 128],
  [240, 228, 66],
];

/** Of shapes that carry meaning against what is beside them (WCAG 2.2, 1.4.11). */
export const leastContrast = 3;

/** Reads the theme as it is now. */
export function readLook(): Look {
  const named = themeReader();
  const highContrast = isHighContrast();
  const background = rgbOf(named('editor-background') || 'Canvas', [255, 255, 255]);
  const foreground = rgbOf(named('foreground') || 'CanvasText', background);
  const panel = highContrast ? background : mixed(background, foreground, 0.035);
  const series = hues.map((hue) => standingOut(hue, panel, foreground));
  return {
    background: css(background),
    panel: css(panel),
    foreground: css(foreground),
    quiet: css(rgbOf(named('descriptionForeground', 'foreground') || 'CanvasText', background)),
    grid: css(mixed(panel, foreground, highContrast ? 0.25 : 0.1)),
    axis: highContrast
      ? css(rgbOf(named('contrastBorder', 'foreground') || 'CanvasText', background))
      : css(mixed(panel, foreground, 0.45)),
    series: series.map(css),
    areas: series.map((color) => css(mixed(panel, color, 0.8))),
    family: named('font-family') || 'sans-serif',
    size: (Number.parseFloat(named('font-size')) || 13) - 1,
    highContrast,
  };
}

/** The colour, moved towards the text's until it stands out from the background. */
function standingOut(color: Rgb, background: Rgb, foreground: Rgb): Rgb {
  for (let share = 0; share < 1; share += 0.02) {
    const moved = mixed(color, foreground, share);
    if (contrast(moved, background) >= leastContrast + 0.1) return moved;
  }
  return foreground;
}

type Rgb = [number, number, number];

/** "#1d4ed8" taken apart; null for what is no such colour. */
export function rgbOf(hex: string): Rgb | null {
  const found = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex);
  return found ? (found.slice(1).map((part) => parseInt(part, 16)) as Rgb) : null;
}

function hexOf(rgb: Rgb): string {
  return `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;
}

function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** How far two colours stand apart, as WCAG has it: from 1 to 21. */
export function contrastOf(a: string, b: string): number {
  const [one, other] = [rgbOf(a), rgbOf(b)];
  if (!one || !other) return 1;
  const [light, dark] = [luminance(one), luminance(other)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** The nearest of a colour's shades that can be read on another; itself where it can be. */
export function readableOn(colour: string, ground: string, wanted = 4.5): string {
  const rgb = rgbOf(colour);
  const base = rgbOf(ground);
  if (!rgb || !base || contrastOf(colour, ground) >= wanted) return colour;
  const towards = luminance(base) > 0.18 ? 0 : 255;
  for (let step = 1; step <= 100; step += 1) {
    const shade = hexOf(rgb.map((part) => part + ((towards - part) * step) / 100) as Rgb);
    if (contrastOf(shade, ground) >= wanted) return shade;
  }
  return towards === 0 ? "#000000" : "#ffffff";
}

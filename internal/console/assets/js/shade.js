// The shades of a community's color that its pages use, as package brand computes
// them.

/** What is behind the buttons of a dark page. */
const darkSheet = '#1b1d26';

/**
 * Returns the palette for a color.
 * @param {string} color #rrggbb
 * @returns {import('./look.js').Palette}
 */
export function shades(color) {
  const dark = forDark(color);
  return { action: color, onAction: on(color), darkAction: dark, darkOnAction: on(dark) };
}

/** @param {string} color */
const on = (color) => (contrast(color, '#ffffff') >= 4.5 ? 'white' : 'black');

/**
 * Returns the color itself where it stands out on a dark page, else the nearest
 * lighter one of the same hue.
 * @param {string} color
 */
function forDark(color) {
  for (let t = 0; t < 200; t++) {
    const lit = lighter(color, t / 100);
    if (contrast(lit, darkSheet) >= 3) return lit;
  }
  return '#ffffff';
}

/**
 * Returns a color as bright as its hue and saturation allow at t = 1, and white at
 * t = 2. Mixed with white at once, a dark color would turn gray.
 * @param {string} color
 * @param {number} t
 */
function lighter(color, t) {
  const channels = linear(color);
  const brightest = 1 / (Math.max(...channels) || 1);
  const scale = 1 + Math.min(t, 1) * (brightest - 1);
  const pale = Math.max(t - 1, 0);
  return hex(channels.map((channel) => scale * channel + pale * (1 - scale * channel)));
}

/**
 * Returns the contrast ratio, as defined by WCAG 2.2.
 * @param {string} a #rrggbb
 * @param {string} b
 */
function contrast(a, b) {
  const [darker, lighter] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

/** @param {string} color */
function luminance(color) {
  const [r, g, b] = linear(color);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/**
 * Returns the channels in linear light, from 0 to 1 (IEC 61966-2-1).
 * @param {string} color
 */
function linear(color) {
  return [1, 3, 5].map((at) => {
    const v = parseInt(color.slice(at, at + 2), 16) / 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  });
}

/** @param {number[]} channels in linear light */
function hex(channels) {
  const sRGB = channels.map((light) => (light > 0.0031308 ? 1.055 * light ** (1 / 2.4) - 0.055 : 12.92 * light));
  return `#${sRGB.map((v) => Math.round(255 * Math.min(1, Math.max(0, v))).toString(16).padStart(2, '0')).join('')}`;
}

import { browser } from './browser.mjs';

/**
 * A picture as people have them, drawn by a browser.
 * @param {number} width
 * @param {number} height
 */
export async function drawn(width, height) {
  const page = await browser.newPage();
  const url = await page.evaluate(
    ([width, height]) => {
      const canvas = Object.assign(document.createElement('canvas'), { width, height });
      const brush = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
      brush.fillStyle = '#1f6f54';
      brush.arc(height / 2, height / 2, height / 2.3, 0, 7);
      brush.fill();
      brush.fillRect(height * 1.2, height * 0.25, width - height * 1.3, height * 0.2);
      brush.fillRect(height * 1.2, height * 0.6, (width - height) * 0.6, height * 0.15);
      return canvas.toDataURL('image/png');
    },
    [width, height],
  );
  await page.close();
  return { name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from(url.split(',')[1], 'base64') };
}

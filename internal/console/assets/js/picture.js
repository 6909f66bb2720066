// Pictures that people choose, made fit for what the server takes.

/** Widths and heights that are tried, in pixels, from the largest that the server takes. */
const sides = [512, 384, 256, 128];
/** What the picture may weigh, in bytes; the server keeps 64 kB of its own writing. */
const most = 48 * 1024;

/**
 * The picture in base64, not wider, higher or heavier than a logo may be, or
 * null where the file is no picture that the browser can read. A file that fits
 * is sent as it is.
 * @param {File} file
 * @returns {Promise<string | null>}
 */
export async function fitted(file) {
  if (!['image/png', 'image/jpeg'].includes(file.type)) return null;
  let picture;
  try {
    picture = await createImageBitmap(file);
  } catch {
    return null;
  }
  if (file.size <= most && Math.max(picture.width, picture.height) <= sides[0]) return base64(file);
  let smaller = null;
  for (const side of sides) {
    smaller = await drawn(picture, side, file.type);
    if (smaller && smaller.size <= most) break;
  }
  return smaller && base64(smaller);
}

/**
 * @param {ImageBitmap} picture
 * @param {number} side
 * @param {string} type
 * @returns {Promise<Blob | null>}
 */
function drawn(picture, side, type) {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, type, 0.88));
}

/** @param {Blob} blob */
async function base64(blob) {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

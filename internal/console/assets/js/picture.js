// Fits the pictures that people choose into the server's limits.

/** The side lengths to try, in pixels, starting with the largest that the server takes. */
const sides = [512, 384, 256, 128];
/** The picture's maximum size, in bytes; the server keeps up to 64 kB after encoding it again. */
const most = 48 * 1024;

/**
 * Returns the picture in base64, within the limits of a logo, or null if the
 * browser cannot read the file as a picture. A file that fits is sent unchanged.
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

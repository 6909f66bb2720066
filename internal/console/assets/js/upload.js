import { NoAnswer } from './api.js';
import { imports } from './text/imports.js';

/**
 * Uploads a file with a presigned request. It uses XMLHttpRequest because nothing
 * else reports how far an upload has come.
 * @param {{method: string, url: string, headers?: Record<string, string>}} target
 * @param {File} file
 * @param {(share: number) => void} progress from 0 to 1
 * @returns {Promise<void>}
 */
export function upload(target, file, progress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(target.method, target.url);
    for (const [name, value] of Object.entries(target.headers ?? {})) {
      // The browser sets these two itself and refuses to let us set them.
      if (!/^(content-length|host)$/i.test(name)) request.setRequestHeader(name, value);
    }
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) progress(event.loaded / event.total);
    });
    request.addEventListener('load', () => {
      if (request.status >= 200 && request.status < 300) resolve();
      else reject(new Error(imports.upload.refused));
    });
    request.addEventListener('error', () => reject(new NoAnswer()));
    request.send(file);
  });
}

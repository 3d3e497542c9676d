import { writeHeaders } from "./client";
import { networkProblem, parseProblem } from "./problem";

interface UploadOptions {
  onProgress?: (percent: number) => void;
  signal?: AbortSignal;
  /** Besides those of any write. */
  headers?: Record<string, string>;
}

/** Send one file as multipart. `fetch` tells nothing of progress, hence XMLHttpRequest. Rejects with a `Problem`. */
export function sendFile<T>(url: string, file: File, { onProgress, signal, headers = {} }: UploadOptions = {}): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    for (const [name, value] of Object.entries({ ...writeHeaders(), ...headers })) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress?.(Math.floor((event.loaded / event.total) * 100));
    };
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve(JSON.parse(request.responseText) as T);
      else reject(parseProblem(request.status, request.responseText));
    };
    request.onerror = () => reject(networkProblem());
    request.onabort = () => reject(new DOMException("The sending was stopped", "AbortError"));
    signal?.addEventListener("abort", () => request.abort(), { once: true });
    const body = new FormData();
    body.append("file", file, file.name);
    request.send(body);
  });
}

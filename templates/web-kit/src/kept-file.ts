import { answer, type Api } from "./api-client";
import type { components, paths } from "./schema";

/** A file that the engine keeps, until something holds on to it or its day is over. */
export type KeptFile = components["schemas"]["FileView"];

/** No key: a form's boundary is another each time, so the engine would take a retry for another request. */
export function uploadFile(api: Api<paths>, file: File): Promise<KeptFile> {
  const body = new FormData();
  body.append("file", file, file.name);
  return answer(api.POST("/files", { body }));
}

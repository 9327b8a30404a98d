import { answer } from "@hostler/web-kit/api-client";
import type { components } from "@hostler/web-kit/schema";

import { api } from "../../../api/client";

export type KeptFile = components["schemas"]["FileView"];

/** No key: a form's boundary is another each time, so the engine would take a retry for another request. */
export function uploadFile(file: File) {
  const body = new FormData();
  body.append("file", file, file.name);
  return answer(api.POST("/files", { body }));
}

export async function fetchAttachment(id: string, file: string): Promise<Blob> {
  return (await answer(api.GET("/tickets/{id}/attachments/{file}", { params: { path: { id, file } }, parseAs: "blob" }))) as unknown as Blob;
}

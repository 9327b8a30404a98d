import { answer } from "@hostler/web-kit/api-client";
import { uploadFile } from "@hostler/web-kit/kept-file";

import { api } from "../../../api/client";

export const upload = (file: File) => uploadFile(api, file);

export async function fetchAttachment(id: string, file: string): Promise<Blob> {
  return (await answer(api.GET("/tickets/{id}/attachments/{file}", { params: { path: { id, file } }, parseAs: "blob" }))) as unknown as Blob;
}

import { answer } from "@hostler/web-kit/api-client";
import type { KeyHeader } from "@hostler/web-kit/react/write";
import type { components } from "@hostler/web-kit/schema";

import { api } from "../../../api/client";

export type Message = components["schemas"]["ContactBody"];

export function sendMessage(body: Message, header: KeyHeader) {
  return answer(api.POST("/contact", { body, params: { header } }));
}

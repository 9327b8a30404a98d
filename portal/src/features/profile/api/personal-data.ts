import { answer } from "@hostler/web-kit/api-client";

import { api } from "../../../api/client";

/** Everything that is kept about this account, as a file that programs can read. */
export async function exportData(): Promise<Blob> {
  const told = await answer(api.POST("/account/export"));
  return new Blob([JSON.stringify(told, null, 2)], { type: "application/json" });
}

export function eraseAccount() {
  return answer(api.POST("/account/erase", { body: { confirm: true } }));
}

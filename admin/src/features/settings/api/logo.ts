import { answer } from "@hostler/web-kit/api-client";

import { api } from "../../../api/client";

/** The engine's rules, known here so that nobody uploads in vain; the engine decides. */
export const logoRules = { accept: ".png", bytes: 256 << 10 };

/** Keeps the file, then shows it as the logo. A file that belongs to nothing goes within a day, so trying again does no harm. */
export async function sendLogo(file: File) {
  const body = new FormData();
  body.append("file", file, file.name);
  const kept = await answer(api.POST("/files", { body }));
  return answer(api.PUT("/admin/brand/logo", { body: { file: kept.id } }));
}

export const removeLogo = () => answer(api.DELETE("/admin/brand/logo"));

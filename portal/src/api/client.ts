import { createApi } from "@hostler/web-kit/api-client";
import type { paths } from "@hostler/web-kit/schema";

import { session } from "./session";

/** The API with the signed-in person's token. Use it as `answer(api.GET("/invoices", …))`. */
export const api = createApi<paths>(session);

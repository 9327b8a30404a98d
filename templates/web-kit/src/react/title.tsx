import { useEffect } from "react";

import { useBrand } from "../brand";

/** Names the page in the tab: "Invoices – Sahyadri Hosting". */
export function useTitle(title: string) {
  const brandName = useBrand().name;
  useEffect(() => {
    document.title = title ? `${title} – ${brandName}` : brandName;
  }, [title, brandName]);
}
